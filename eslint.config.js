import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/*
 * Rules of this house beside the recommended ones. The arrows between rooms are checked by
 * dependency-cruiser (.dependency-cruiser.cjs), runtimes by the TypeScript projects.
 */

const MARKUP_FROM_TEXT = 'A log is text, never markup.'

export default tseslint.config(
  // kernel/ is AssemblyScript: its own compiler checks it.
  {
    ignores: [
      'out/',
      'kernel/',
      'search-kernel/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      '.dependency-cruiser.cjs',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./src/*/tsconfig.json', './tsconfig.tests.json', './tsconfig.tools.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Numbers in a template are what a template is for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `void` marks a promise that is meant to be left alone.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        {
          ignoreArrowShorthand: true,
          ignoreVoidOperator: true,
          ignoreVoidReturningFunctions: true,
        },
      ],
      // The compiler wants brackets where a key comes from an index signature.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // A callback of a library may have to be async or a constructor private without more.
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'Property[key.name="dangerouslySetInnerHTML"]', message: MARKUP_FROM_TEXT },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: MARKUP_FROM_TEXT,
        },
        {
          selector: 'MemberExpression[property.name=/^(inner|outer)HTML$/]',
          message: MARKUP_FROM_TEXT,
        },
        {
          selector: 'MemberExpression[property.name="insertAdjacentHTML"]',
          message: MARKUP_FROM_TEXT,
        },
      ],
    },
  },
  {
    files: ['src/main/**/*.ts', 'src/preload/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector:
            'Property[key.name=/^(nodeIntegration|nodeIntegrationInWorker|nodeIntegrationInSubFrames|webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|webviewTag)$/]',
          message: 'These switches of Electron stay as they are.',
        },
        {
          selector: 'Property[key.name=/^(sandbox|contextIsolation)$/][value.value=false]',
          message: 'The page is sandboxed and isolated.',
        },
        {
          selector: 'MemberExpression[property.name="openPath"]',
          message: 'openPath runs programs.',
        },
      ],
    },
  },
  {
    files: ['src/main/**/*.ts'],
    ignores: ['src/main/ipc.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain'],
              message: 'Only src/main/ipc.ts listens.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    // The rest of the plugin's rules are for React's compiler, which is not used here.
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['src/renderer/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector: 'JSXText[value=/\\p{L}/u]',
          message: 'Texts stand in src/shared/texts, in both languages.',
        },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: MARKUP_FROM_TEXT,
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: [
      'electron.vite.config.ts',
      'vitest.config.ts',
      'e2e/playwright.config.ts',
      'src/**/*.d.ts',
    ],
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: { globals: globals.node },
  },
)
