/** `user@host:port` of an address, for people. */
export function hostOf(place: string): string {
  return /^[a-z+]+:\/\/(?<host>[^/]*)/i.exec(place)?.groups?.['host'] ?? place
}
