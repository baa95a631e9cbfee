/** What an archive may unpack to. Beyond it is taken for one that was made to fill disks. */
export interface UnpackLimits {
  readonly totalBytes: number
  /** Of unpacked to packed bytes, where more than `ratioFromBytes` came out. */
  readonly ratio: number
  readonly ratioFromBytes: number
}

const GIBIBYTE = 1024 ** 3

/** Of real logs the most repetitive reach a ratio of some hundred; a bomb of gzip reaches 1030. */
export const UNPACK_LIMITS: UnpackLimits = {
  totalBytes: 100 * GIBIBYTE,
  ratio: 500,
  ratioFromBytes: GIBIBYTE,
}

export function isBeyond(limits: UnpackLimits, packedBytes: number, bytes: number): boolean {
  if (bytes > limits.totalBytes) return true
  return bytes > limits.ratioFromBytes && bytes > packedBytes * limits.ratio
}
