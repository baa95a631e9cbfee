/** seek-bzip brings no types. */
declare module 'seek-bzip' {
  class Stream {
    readByte(): number
    writeByte(byte: number): void
    eof?(): boolean
  }
  const Bunzip: {
    readonly Stream: typeof Stream
    /** @param isMultistream several compressed streams, one after another, are one content */
    decode(input: Stream, output: Stream, isMultistream: boolean): void
  }
  export default Bunzip
}
