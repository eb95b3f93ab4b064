// Calls where the call stack has little room left.

export const quietly = (call) => {
  try {
    return call()
  } catch (error) {
    return error
  }
}

/**
 * Calls at each frame, from the last that the call stack has room for upwards, until there is room for the whole call.
 *
 * @param {() => unknown} call
 * @param {number} enough how many calls are to come to their end
 * @param {number} words so many words of the stack each call begins further down: the frames alone are too far apart to
 *   end the stack at each of the calls within
 */
export function atTheEndOfTheStack(call, enough, words = 0) {
  let [failed, passed] = [0, 0]
  const bare = []
  const given = [call, ...new Array(words).fill(0)]
  function deeper() {
    try {
      deeper()
    } catch {
      // The end: from here back, each frame has a little more room.
    }
    if (passed === enough) return
    const outcome = quietly(...given)
    if (!(outcome instanceof Error)) passed++
    else {
      failed++
      if (!outcome.code) bare.push(failed)
    }
  }
  quietly(deeper)
  return { failed, passed, bare }
}
