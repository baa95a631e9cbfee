/**
 * The arrows of the house (docs/CODE.md): a room imports itself and what stands here, nothing else.
 * @type {Record<string, string[]>}
 */
const ROOMS = {
  shared: [],
  engine: ['shared'],
  sources: ['shared'],
  main: ['shared', 'sources', 'engine'],
  preload: ['shared'],
  renderer: ['shared'],
  cli: ['shared', 'sources', 'engine'],
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(([room, allowed]) => ({
      name: `${room}-arrows`,
      comment: `src/${room} may import only ${['itself', ...allowed].join(', ')}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: {
        path: '^src/',
        pathNot: [room, ...allowed, 'testing'].map((name) => `^src/${name}/`),
      },
    })),
    {
      name: 'no-testing-in-the-app',
      comment: 'what the tests of several rooms share is for tests only',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.test\\.tsx?$', '^src/testing/'] },
      to: { path: '^src/testing/' },
    },
    {
      name: 'pure-rooms',
      comment: 'shared and the page know neither Node nor Electron',
      severity: 'error',
      from: { path: '^src/(shared|renderer)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-schemas-in-the-page',
      comment:
        'who receives a message checks it: in the page zod would only delay the first picture',
      severity: 'error',
      from: { path: '^src/(renderer|preload)/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^src/shared/(settings|rules/schema|protocol/(application|document|ssh))\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-electron-outside-main',
      comment: 'only the main process and the preload talk to Electron',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'one-ipc-door',
      comment: 'every message to main passes the guarded door in src/main/ipc.ts',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/preload/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'what runs on a user’s machine is a dependency; Electron is the machine',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '(\\.test\\.tsx?|/any-(log|messages|text)\\.ts|^src/testing/.*)$',
      },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['node_modules/electron/', 'node_modules/vite/'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.d.ts', '.json'],
    },
  },
}
