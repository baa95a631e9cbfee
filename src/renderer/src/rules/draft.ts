import { fieldLine, type RuleForm } from './rule-form'

/** What a rule is made from: a record, or a kind of unknown messages. */
export interface Origin {
  readonly message: string
  readonly component: string | null
  /** The constant texts of the message, where it is unknown. */
  readonly template: readonly string[] | null
  /** Names that conditions can ask for, as far as they are known. */
  readonly fieldNames: readonly string[]
}

/** A beginning of a message that is shorter tells too little. */
const MIN_PREFIX = 12

/** Templates are made of no more of a message. */
const MAX_TEMPLATE_LENGTH = 150

/** A rule for all messages like this one; what it means is for people to say. */
export function draftFrom({ message, component, template }: Origin): RuleForm {
  return {
    id: `my-rules.${nameFrom(template?.join(' ') ?? message)}`,
    ...textFrom(message, template),
    component: component ?? '',
    levels: [],
    fields: message.trim() === '' ? [fieldLine()] : [],
    category: null,
    meaning: '',
    action: '',
  }
}

function textFrom(
  message: string,
  template: readonly string[] | null,
): Pick<RuleForm, 'textKind' | 'text'> {
  if (message.trim() === '') return { textKind: 'any', text: '' }
  const [start = '', ...others] = template ?? [message]
  if (others.length === 0) return { textKind: 'message', text: message }
  const isWhole = !message.includes('\n') && message.trim().length < MAX_TEMPLATE_LENGTH
  const isAtEnd = others.length === 1 && others[0] === ''
  if (start.length >= MIN_PREFIX && (isAtEnd || !isWhole))
    return { textKind: 'prefix', text: start }
  const pattern = [start, ...others].map(escaped).join('.*')
  return { textKind: 'pattern', text: `^${pattern}${isWhole ? '$' : ''}` }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** `could-not-connect` of `Could not connect: …` */
function nameFrom(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.slice(0, 5).join('-').slice(0, 60) || 'rule'
}
