import { VisibleText } from './VisibleText'

/** The text of a rule: what stands between backticks is a setting, a file or a command. */
export function RuleText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => {
    const content = <VisibleText text={part} />
    // Parts do not move: the place is the identity.
    return index % 2 === 1 ? (
      <code key={index} className="rule-code">
        {content}
      </code>
    ) : (
      <span key={index}>{content}</span>
    )
  })
}
