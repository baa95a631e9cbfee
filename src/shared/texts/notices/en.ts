import { followingNotices } from '../following/en'
import { mergeNotices } from '../merge/en'

/** What a person should know of an open log, in English. */
export const notices = {
  'file-deleted': {
    title: 'The file was deleted',
    advice: 'What was read stays here. If it is written anew, it is picked up by itself.',
  },
  'file-back': {
    title: 'The log can be read again',
    advice: 'New records appear again; nothing to do.',
  },
  'connection-lost': {
    title: 'The connection is gone',
    advice:
      'What was read stays here. It is taken up again by itself, at the byte where it was, or when the container runs again.',
  },
  'connection-back': {
    title: 'The connection is back',
    advice: 'New records appear again; nothing to do.',
  },
  'file-replaced': {
    title: 'Another log has taken its place',
    advice: 'The list shows the new one: there was no room for a copy of what stood here before.',
  },
  'rules-failed': {
    title: 'The changed rules could not be applied to this log',
    advice:
      'It stays as the rules from before explain it. Open it anew to have what is left of it classified.',
  },
  'source-failed': {
    title: 'The source has ended with an error',
    advice: 'Nothing more will come. What was read stays here.',
  },
  'read-failed': {
    title: 'Reading the file failed',
    advice: 'What was read stays here. Check the disk or the connection, then open the file again.',
  },
  'disk-full': {
    title: 'The disk is full',
    advice:
      'What comes is kept in the folder for temporary files, and nothing more fits there. Make room: it goes on by itself, and nothing is lost while the log still has it.',
  },
  ...followingNotices,
  ...mergeNotices,
  'archive-damaged': {
    title: 'The archive is damaged or cut off',
    advice:
      'What could be read is shown, up to a mark at its end; just before the mark it may be wrong. Copy the archive anew to see the rest.',
  },
  'archive-limit': {
    title: 'Unpacking was stopped',
    advice:
      'The archive grows like one that was made to fill a disk: over 1 GiB at more than 500 times its size, or over 100 GiB. What was unpacked is shown. If you trust it, unpack it yourself.',
  },
  'archive-not-arrived': {
    title: 'Not all of the archive has arrived',
    advice:
      'What came is unpacked and shown, up to a mark at its end. Open it again to read all of it.',
  },
  'unpack-failed': {
    title: 'Unpacking has failed',
    advice: 'What was unpacked is shown. Check for free space on the disk, then open it again.',
  },
  'tar-inside': {
    title: 'There is a tar with files in it',
    advice:
      'They are shown one after another, with the tar’s own bytes between them. Unpack it with “tar xf” to open each by itself.',
  },
  'copy-failed': {
    title: 'The copy could not be saved',
    advice: 'Check for free space and whether you may write there, or save it elsewhere.',
  },
  'index-full': {
    title: 'The log has more records than fit into memory',
    advice: 'The records up to there are shown. Split the file to see the rest.',
  },
  binary: {
    title: 'This looks like binary data, not a log',
    advice:
      'It is shown as text all the same. If it is an archive of an unusual kind, unpack it first.',
  },
  converted: {
    title: 'The text was converted from {{encoding}}',
    advice: 'It is shown as UTF-8; the file itself is unchanged.',
  },
  connection: {
    title: 'The engine that reads this log has stopped',
    advice: 'What is on screen stays. Open the file again to go on.',
  },
  dismiss: 'Dismiss',
} as const
