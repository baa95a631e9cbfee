/* Last lines of an archive that was not read to its end. Rules of the pack `logsieve` explain them. */

/** @param at how many packed bytes were read, of how many */
export function damageMark(at: number, of: number): string {
  return `-- logsieve: the archive is damaged or cut off here, at byte ${at} of ${of} --\n`
}

export function limitMark(): string {
  return '-- logsieve: unpacking stopped here, for the archive grows like one made to fill a disk --\n'
}
