/** Whether what somebody was given is the fingerprint; people paste whole lines that hold it. */
export function compareFingerprints(
  given: string,
  fingerprint: string,
): 'none' | 'same' | 'differs' {
  const text = given.trim()
  if (text === '') return 'none'
  // Its kind is sometimes left away.
  const bare = fingerprint.replace(/^[A-Z0-9]+:/, '')
  const words = text.split(/\s+/).map((word) => word.replace(/[.,;]$/, ''))
  return words.some((word) => word === fingerprint || word === bare) ? 'same' : 'differs'
}
