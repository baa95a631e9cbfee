/** What a person should know of a log that is followed, in English. `ru.ts` has the same shape. */
export const followingNotices = {
  'copy-limit': {
    title: 'The oldest lines of this log are not kept any more',
    advice:
      'The copy of what is followed may take 8 GiB of disk, and 2 GiB for a file of this computer. Then its older half is given up, and those lines are empty here. Where the log itself still has them, open it anew.',
  },
}
