export type ArchiveKind = 'gzip' | 'zstd' | 'bzip2' | 'xz' | 'zip'

const BZIP2_BLOCKS = [
  [0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
  // The end at once: nothing was compressed.
  [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
]

/** Told by its first bytes, whatever its name is. */
export function archiveKindOf(sample: Uint8Array): ArchiveKind | null {
  const holds = (bytes: readonly number[], at = 0) =>
    bytes.every((byte, index) => sample[at + index] === byte)
  if (holds([0x1f, 0x8b, 0x08])) return 'gzip'
  if (holds([0x28, 0xb5, 0x2f, 0xfd])) return 'zstd'
  // A frame to be skipped, which parallel compressors put first.
  if (holds([0x2a, 0x4d, 0x18], 1) && ((sample[0] ?? 0) & 0xf0) === 0x50) return 'zstd'
  if (holds([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return 'xz'
  if (holds([0x42, 0x5a, 0x68]) && BZIP2_BLOCKS.some((block) => holds(block, 4))) return 'bzip2'
  if (holds([0x50, 0x4b, 0x03, 0x04]) || holds([0x50, 0x4b, 0x05, 0x06])) return 'zip'
  return null
}

/** Several files one after another, as they come out of a `.tar.gz`. */
export function isTar(sample: Uint8Array): boolean {
  return Buffer.from(sample.subarray(257, 262)).toString('latin1') === 'ustar'
}
