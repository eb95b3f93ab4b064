// @ts-check

/**
 * What the collections' scripts call of the library; NOT_FOR_SIGNING in pkg/build-script.mjs is what they do not.
 *
 * @param {ReturnType<typeof import('../api/index.js').createApi>} library
 */
export const onlySigning = ({ algorithms, importKey, setRandomSource, sign }) => ({
  algorithms,
  importKey,
  setRandomSource,
  sign,
})
