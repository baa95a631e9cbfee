import { beforeEach, describe, expect, test } from 'vitest'

import { CATEGORIES } from '#shared/category'
import type {
  DocumentRequest,
  DocumentStatus,
  Rows,
  SeenAtOnce,
  ViewState,
} from '#shared/protocol/document'
import { blocksInSight, type Sight } from '#shared/sight'

import type { DocumentClient } from '../document/DocumentClient'
import { LogModel } from './LogModel'
import { ROW_HEIGHT } from './RowHeights'

const VIEWPORT_ROWS = 20

/** An engine in miniature: a view shows every record, or every `step`th one. */
class FakeEngine {
  records = 1000
  step = 1
  view = 1
  generation = 1
  state: DocumentStatus['state'] = 'following'
  missingBytes = 0
  canRead = true
  readonly asked: DocumentRequest[] = []

  get shown(): number {
    return Math.ceil(this.records / this.step)
  }

  get viewState(): Omit<ViewState, 'anchorPosition'> {
    const none = Object.fromEntries(CATEGORIES.map((category) => [category, 0]))
    const hidden = { ...none, noise: this.records - this.shown } as ViewState['hidden']
    return {
      view: this.view,
      shown: this.shown,
      hidden,
      hiddenByFinding: 0,
      hiddenByTime: 0,
      hiddenByText: 0,
    }
  }

  get status(): DocumentStatus {
    const { records, state, generation, missingBytes, viewState } = this
    return { records, state, generation, missingBytes, view: viewState } as DocumentStatus
  }

  filter(step: number, anchor: number | null, sight: Sight): ViewState & SeenAtOnce {
    this.step = step
    this.view++
    const anchorPosition = anchor === null ? null : this.#locate(anchor).position
    const { from, count } = blocksInSight(sight, anchorPosition, this.shown)
    const selection = sight.selected === null ? null : this.#locate(sight.selected)
    return {
      ...this.viewState,
      anchorPosition,
      sight: this.canRead ? { rows: this.#rows(from, count), selection } : null,
    }
  }

  call(request: DocumentRequest, args: Partial<Record<string, number>>): Promise<unknown> {
    this.asked.push(request)
    const { from = 0, count = 0, record = 0, line = 1 } = args
    if (request === 'view.locate') return Promise.resolve(this.#locate(record))
    if (request === 'view.locateLine') return Promise.resolve(this.#locate(line - 1))
    if (request === 'view.nextProblem') return Promise.resolve(this.#locate(record + 10))
    return Promise.resolve(this.#rows(from, count))
  }

  #rows(from: number, count: number): Rows {
    const { view, step } = this
    const length = Math.max(0, Math.min(count, this.shown - from))
    const rows = Array.from({ length }, (_, index) => ({ record: (from + index) * step }))
    return { view, from, rows } as unknown as Rows
  }

  #locate(record: number) {
    const position = Math.ceil(record / this.step)
    return position < this.shown
      ? { view: this.view, position, record: position * this.step }
      : { view: this.view, position: null, record: null }
  }
}

let engine: FakeEngine
let log: LogModel

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
}

function heightOf(record: number): number {
  return Math.ceil(record / engine.step) - log.scroller.top
}

async function changeTo(step: number): Promise<void> {
  await log.changeView((anchor, sight) => Promise.resolve(engine.filter(step, anchor, sight)))
  await settle()
}

function grow(records: number): void {
  engine.records += records
  log.update(engine.status)
}

beforeEach(async () => {
  engine = new FakeEngine()
  log = new LogModel(engine as unknown as DocumentClient)
  log.setInSight(true)
  log.resize(VIEWPORT_ROWS * ROW_HEIGHT)
  log.update(engine.status)
  await settle()
})

test('of two quick steps the second begins where the first ends', async () => {
  await log.selectPosition(5)
  await Promise.all([log.goToProblem(true), log.goToProblem(true)])
  expect(log.selection.get()?.record).toBe(25)
})

describe('out of sight', () => {
  let asked: string[]
  let hidden: LogModel

  beforeEach(() => {
    asked = []
    const call = (request: DocumentRequest, args: Partial<Record<string, number>>) => {
      asked.push(request)
      return engine.call(request, args)
    }
    hidden = new LogModel({ call } as unknown as DocumentClient)
  })

  test('it counts and asks for no rows', async () => {
    hidden.update(engine.status)
    engine.records += 500
    hidden.update(engine.status)
    await settle()
    expect([hidden.scroller.total, asked]).toEqual([1500, []])
    hidden.setInSight(true)
    hidden.resize(VIEWPORT_ROWS * ROW_HEIGHT)
    await settle()
    expect(hidden.rows.rowAt(0)?.record).toBe(0)
    asked = []
    hidden.setInSight(false)
    hidden.setFollowing(true)
    engine.records += 500
    hidden.update(engine.status)
    await settle()
    expect(asked).toEqual([])
    hidden.setInSight(true)
    await settle()
    expect(hidden.rows.rowAt(1999)?.record).toBe(1999)
  })

  test('a log that fits follows once it is seen', () => {
    engine.records = 5
    hidden.update(engine.status)
    expect(hidden.isFollowing.get()).toBe(false)
    hidden.resize(VIEWPORT_ROWS * ROW_HEIGHT)
    expect(hidden.isFollowing.get()).toBe(true)
  })
})

describe('following', () => {
  test('begins at the top of a long log, and does not follow', () => {
    expect([log.scroller.top, log.isFollowing.get()]).toEqual([0, false])
  })

  test('a log that fits is at its end, and follows', () => {
    engine.records = 5
    const short = new LogModel(engine as unknown as DocumentClient)
    short.resize(VIEWPORT_ROWS * ROW_HEIGHT)
    short.update(engine.status)
    expect(short.isFollowing.get()).toBe(true)
  })

  test('of a log whose last part came first the end is in sight, and it follows', () => {
    engine = Object.assign(new FakeEngine(), { records: 1000, missingBytes: 5 })
    log = new LogModel(engine as unknown as DocumentClient)
    log.resize(VIEWPORT_ROWS * ROW_HEIGHT)
    log.update(engine.status)
    expect([log.scroller.isAtEnd, log.isFollowing.get()]).toEqual([true, true])
  })

  test('does not fly along while the log is being indexed', () => {
    engine = Object.assign(new FakeEngine(), { records: 5, state: 'indexing' as const })
    log = new LogModel(engine as unknown as DocumentClient)
    log.resize(VIEWPORT_ROWS * ROW_HEIGHT)
    log.update(engine.status)
    grow(1000)
    engine.state = 'following'
    log.update(engine.status)
    expect([log.scroller.top, log.isFollowing.get()]).toEqual([0, false])
  })

  test('at the end it stays at the end', () => {
    log.scrollToRow(Infinity)
    grow(50)
    expect([log.isFollowing.get(), log.scroller.top]).toEqual([true, 1050 - VIEWPORT_ROWS])
  })

  test('scrolling up stops it, and nothing moves from then on', () => {
    log.scrollToRow(Infinity)
    log.scrollByPixels(-ROW_HEIGHT)
    const { top } = log.scroller
    grow(50)
    expect([log.isFollowing.get(), log.scroller.top]).toEqual([false, top])
  })

  test('selecting a record that is not the last stops it', async () => {
    log.scrollToRow(Infinity)
    await log.selectPosition(990)
    grow(1)
    expect([log.isFollowing.get(), log.scroller.top]).toEqual([false, 1000 - VIEWPORT_ROWS])
  })

  test('selecting the last one resumes it', async () => {
    await log.selectPosition(999)
    expect([log.isFollowing.get(), log.selection.get()?.record]).toEqual([true, 999])
  })
})

describe('a change of view', () => {
  test('keeps the selected record at its height, and back again', async () => {
    log.scrollToRow(500)
    await log.selectPosition(510)
    await changeTo(2)
    expect([heightOf(510), log.selection.get()]).toEqual([
      10,
      { record: 510, position: 255, isShown: true },
    ])
    await changeTo(1)
    expect([heightOf(510), log.selection.get()?.position]).toEqual([10, 510])
  })

  test('keeps a selected record that gets hidden, and its place', async () => {
    log.scrollToRow(500)
    await log.selectPosition(511)
    await changeTo(2)
    expect(log.selection.get()).toEqual({ record: 511, position: 256, isShown: false })
    await changeTo(1)
    expect([heightOf(511), log.selection.get()?.isShown]).toEqual([11, true])
  })

  test('keeps the top record where the selected one is out of sight', async () => {
    await log.selectPosition(3)
    log.scrollToRow(500.5)
    await settle()
    await changeTo(3)
    expect(heightOf(501)).toBe(0.5)
  })

  test('shows its rows at once, with none missing', async () => {
    log.scrollToRow(500)
    await settle()
    await changeTo(2)
    const top = Math.ceil(log.scroller.top)
    expect(
      Array.from({ length: VIEWPORT_ROWS }, (_, index) => log.rows.rowAt(top + index)?.record),
    ).toEqual(Array.from({ length: VIEWPORT_ROWS }, (_, index) => (top + index) * 2))
  })

  test('its rows come with the answer, and nothing else is asked for', async () => {
    log.scrollToRow(500)
    await settle()
    await log.selectPosition(502)
    engine.asked.length = 0
    await changeTo(2)
    expect(engine.asked).toEqual([])
    expect(log.rows.rowAt(Math.ceil(log.scroller.top))).not.toBeNull()
    expect(log.selection.get()?.position).toBe(251)
  })

  test('rows that cannot come with the answer are asked for', async () => {
    log.scrollToRow(500)
    await settle()
    await log.selectPosition(502)
    engine.canRead = false
    await changeTo(2)
    await settle()
    expect(log.rows.rowAt(Math.ceil(log.scroller.top))).not.toBeNull()
    expect(log.selection.get()?.position).toBe(251)
  })

  test('news of the new view does not show before its rows are there', async () => {
    log.scrollToRow(500)
    await settle()
    const change = log.changeView((anchor, sight) => {
      const state = engine.filter(10, anchor, sight)
      log.update(engine.status)
      expect([log.rows.view, log.scroller.total]).toEqual([1, 1000])
      return Promise.resolve(state)
    })
    await change
    expect([log.rows.view, log.scroller.total]).toEqual([2, 100])
  })

  test.each(Array.from({ length: 10 }, (_, turns) => turns))(
    'what is selected while it is under way stays selected, %i turns after it began',
    async (turns) => {
      log.scrollToRow(500)
      await settle()
      await log.selectPosition(502)
      const change = changeTo(2)
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      // The same record, in the old view or in the new one.
      await log.selectPosition(log.rows.view < engine.view ? 506 : 253)
      await change
      expect(log.selection.get()).toEqual({ record: 506, position: 253, isShown: true })
    },
  )

  test('of two changes the later one holds', async () => {
    await Promise.all([changeTo(5), changeTo(2)])
    expect([log.rows.view, log.scroller.total]).toEqual([3, 500])
  })
})

test('other content in the place of the log drops rows and selection', async () => {
  await log.selectPosition(10)
  engine.records = 3
  engine.generation = 2
  log.update(engine.status)
  expect([log.selection.get(), log.scroller.total, log.rows.rowAt(0)]).toEqual([null, 3, null])
  await settle()
  expect(log.rows.rowAt(2)?.record).toBe(2)
})

test('a line is selected, or the next shown one, or none', async () => {
  await changeTo(10)
  expect([await log.goTo({ kind: 'line', line: 502 }), log.selection.get()?.record]).toEqual([
    true,
    510,
  ])
  expect([await log.goTo({ kind: 'line', line: 5000 }), log.selection.get()?.record]).toEqual([
    false,
    510,
  ])
})
