/** The texts about logs that consist of several files, in English. */
export const sets = {
  older_one: '{{count, number}} older file of this log lies beside it.',
  older_other: '{{count, number}} older files of this log lie beside it.',
  olderAdvice: 'Rotation left them there; they can stand before this one, as one log.',
  showOlder: 'Show them too',
  dismiss: 'Hide this note',
} as const
