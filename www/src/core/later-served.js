// The later part, from the file beside the page.
export const later = () => import('./later.js')
