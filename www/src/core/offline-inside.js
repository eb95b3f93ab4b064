// The page that is one file is offline already.
export function keepOffline() {}
