export type LinkCheck =
  | { readonly ok: true; readonly url: string; readonly host: string }
  | { readonly ok: false; readonly reason: string }

/**
 * Decides whether an address may be given to the system. `openExternal` starts whatever program is
 * registered for a scheme, or a file at a path; so only https goes through, and only in the form in
 * which the parser understood it (as Element's safeOpenURL does). The host is the ASCII form: a
 * name in look-alike letters shows as `xn--…`.
 */
export function checkLink(address: string): LinkCheck {
  if (!URL.canParse(address)) return { ok: false, reason: 'not an address' }
  const url = new URL(address)
  if (url.protocol !== 'https:')
    return { ok: false, reason: `only https is opened, not ${url.protocol}` }
  if (url.username !== '' || url.password !== '')
    return { ok: false, reason: 'it carries a user name or password' }
  if (url.hostname === '') return { ok: false, reason: 'it has no host' }
  return { ok: true, url: url.href, host: url.host }
}
