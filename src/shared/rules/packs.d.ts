/** build/rule-packs.ts turns each YAML pack into a module at build time, after checking it. */
declare module '*.yaml' {
  const pack: import('./rule').RulePack
  export default pack
}
