export * from './remote.js'
