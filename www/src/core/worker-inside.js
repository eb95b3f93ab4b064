// The worker's text, from inside the page itself.
import source from '#worker'

export const loadWorker = async () => source
