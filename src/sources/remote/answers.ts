/** What the script answered: bytes, and how it went. */
export interface Answer {
  readonly body: Buffer
  readonly word: string
}

const NEWLINE = 0x0a

/**
 * Cuts the output of a session into answers. The secret is known to both ends only, so no file can
 * hold the end of an answer.
 */
export class AnswerReader {
  readonly #end: Buffer
  #body: Buffer[] = []
  #rest: Buffer = Buffer.alloc(0)

  constructor(secret: string) {
    this.#end = Buffer.from(`\n${secret} `)
  }

  push(chunk: Buffer): readonly Answer[] {
    const answers: Answer[] = []
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    for (;;) {
      const at = bytes.indexOf(this.#end)
      // The end may be cut by the end of the chunk.
      const certain = at < 0 ? Math.max(0, bytes.length - this.#end.length + 1) : at
      if (certain > 0) this.#body.push(bytes.subarray(0, certain))
      bytes = bytes.subarray(certain)
      const lineEnd = at < 0 ? -1 : bytes.indexOf(NEWLINE, this.#end.length)
      if (lineEnd < 0) break
      const word = bytes.toString('latin1', this.#end.length, lineEnd)
      answers.push({ body: Buffer.concat(this.#body), word })
      this.#body = []
      bytes = bytes.subarray(lineEnd + 1)
    }
    this.#rest = bytes
    return answers
  }
}
