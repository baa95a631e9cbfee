/** Between so many and twice as many are remembered. */
const SIZE = 1000

/**
 * The most frequent of very many: when there are too many, the rarer half is forgotten. What is
 * counted of one that was not forgotten is exact; one that came back may have been more frequent.
 */
export class Top<T extends { count: number }> {
  readonly #make: () => T
  readonly #known = new Map<string, T>()
  #hasForgotten = false

  constructor(make: () => T) {
    this.#make = make
  }

  /** Some were forgotten, so that counts of those that came later are least numbers. */
  get hasForgotten(): boolean {
    return this.#hasForgotten
  }

  get size(): number {
    return this.#known.size
  }

  /** What is known of a name, for the next time that it occurs. */
  count(name: string): T {
    let known = this.#known.get(name)
    if (!known) {
      if (this.#known.size >= 2 * SIZE) this.#forget()
      known = this.#make()
      this.#known.set(name, known)
    }
    known.count++
    return known
  }

  /** The most frequent first; of equally frequent ones the earlier. */
  sorted(): (readonly [string, T])[] {
    return [...this.#known].sort(([, a], [, b]) => b.count - a.count)
  }

  #forget(): void {
    for (const [name] of this.sorted().slice(SIZE)) this.#known.delete(name)
    this.#hasForgotten = true
  }
}
