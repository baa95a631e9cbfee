import type { Ranges } from '#shared/protocol/document'
import { MAX_HIGHLIGHTED_LENGTH, MAX_HIGHLIGHTED_TEXTS } from '#shared/protocol/limits'

/*
 * Matches are marked by ranges over the text that is on the screen, never by anything in it. The
 * engine says where they are: a pattern could hang, and in the page the window would hang with it.
 */

/** Elements whose text is marked: parts of a record in the list, and its whole in the explanation. */
const PARTS = '.row .message, .row .cell-fields, .row .cell-component'
const WHOLES = '.raw, .row-rest'

type AskForRanges = (texts: readonly string[], areParts: boolean) => Promise<readonly Ranges[]>

/** Marks the matches in what is on the screen, now and whenever that changes; returns what ends it. */
export function markMatches(root: HTMLElement, ask: AskForRanges): () => void {
  let isEnded = false
  let isWaiting = false
  let known = new Map<string, Ranges>()

  async function refresh(): Promise<void> {
    isWaiting = false
    const texts = new Map<string, Ranges>()
    for (const [selector, areParts] of [
      [PARTS, true],
      [WHOLES, false],
    ] as const) {
      const elements = [...root.querySelectorAll(selector)]
      const wanted = new Set(elements.map((element) => textOf(element)))
      const missing = [...wanted].filter((text) => !known.has(keyOf(text, areParts)))
      const asked = missing.slice(0, MAX_HIGHLIGHTED_TEXTS)
      const ranges = asked.length > 0 ? await ask(asked, areParts) : []
      asked.forEach((text, index) => known.set(keyOf(text, areParts), ranges[index] ?? []))
      for (const text of wanted) {
        const key = keyOf(text, areParts)
        texts.set(key, known.get(key) ?? [])
      }
    }
    if (isEnded) return
    // What has left the screen is forgotten.
    known = texts
    paint(root, known)
  }

  function later(): void {
    if (isWaiting || isEnded) return
    isWaiting = true
    // When the engine is gone nothing is marked, and a notice says why.
    requestAnimationFrame(() => void refresh().catch(() => undefined))
  }

  const observer = new MutationObserver(later)
  observer.observe(root, { childList: true, characterData: true, subtree: true })
  later()
  return () => {
    isEnded = true
    observer.disconnect()
    CSS.highlights.delete('match')
  }
}

function keyOf(text: string, areParts: boolean): string {
  return `${areParts ? 'part' : 'whole'} ${text}`
}

function textOf(element: Element): string {
  return element.textContent.slice(0, MAX_HIGHLIGHTED_LENGTH)
}

function paint(root: HTMLElement, known: ReadonlyMap<string, Ranges>): void {
  const highlight = new Highlight()
  for (const [selector, areParts] of [
    [PARTS, true],
    [WHOLES, false],
  ] as const) {
    for (const element of root.querySelectorAll(selector)) {
      const ranges = known.get(keyOf(textOf(element), areParts)) ?? []
      for (const range of rangesOver(element, ranges)) highlight.add(range)
    }
  }
  CSS.highlights.set('match', highlight)
}

/** The same ranges over the text nodes of an element. */
function rangesOver(element: Element, ranges: Ranges): Range[] {
  if (ranges.length === 0) return []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const made: Range[] = []
  let at = 0
  let next = 0
  let open: Range | null = null
  for (let node = walker.nextNode(); node && next < ranges.length; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    for (
      let range = ranges[next];
      range && at + length > (open ? range[1] - 1 : range[0]);
      range = ranges[next]
    ) {
      if (!open) {
        open = document.createRange()
        open.setStart(node, range[0] - at)
      }
      if (range[1] > at + length) break
      open.setEnd(node, range[1] - at)
      made.push(open)
      open = null
      next++
    }
    at += length
  }
  return made
}
