/** Packages of Debian and its kin; `t64` marks those renamed for the 64-bit time_t. */
const libraries = [
  { name: 'libgtk-3-0', t64: true },
  { name: 'libnss3' },
  { name: 'libasound2', t64: true },
  { name: 'libgbm1' },
  { name: 'libxss1' },
  { name: 'libatk-bridge2.0-0', t64: true },
  { name: 'libdrm2' },
  { name: 'libxkbcommon0' },
]

/**
 * The packages for what is missing.
 * @param {{ libraries: boolean, fonts: boolean, display: boolean }} missing
 * @param {string} glibc version of the system's C library
 */
export function packagesFor(missing, glibc) {
  // The rename came with the releases that carry glibc 2.39 or newer (Debian
  // 13, Ubuntu 24.04). That holds for their derivatives, too, and needs no
  // package lists, which a fresh container does not have.
  const [major = 0, minor = 0] = glibc.split('.').map(Number)
  const hasT64 = major > 2 || (major === 2 && minor >= 39)
  return [
    ...(missing.libraries
      ? libraries.map(({ name, t64 }) => (t64 && hasT64 ? `${name}t64` : name))
      : []),
    // Latin, Cyrillic and a monospaced face, in 1.5 MB.
    ...(missing.fonts ? ['fonts-dejavu-core'] : []),
    ...(missing.display ? ['xvfb', 'xauth'] : []),
  ]
}
