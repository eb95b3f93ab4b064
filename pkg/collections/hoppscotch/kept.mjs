// What one of Hoppscotch's scripts leaves for the next: each runs in a sandbox of its own, with the environment in common.

/** The variable that says where the request went: the script behind it sees the address as it was typed. */
export const SENT_TO = 'jwtmintSentTo'

export const keepOf = (hopp) => ({
  read: () => hopp.env.active.getRaw('jwtmintKept'),
  write: (text) => hopp.env.active.set('jwtmintKept', text),
})
