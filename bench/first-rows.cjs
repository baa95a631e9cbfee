// Electron loads it before the app (-r): says when the first rows of a log were seen, and ends the app.
//
// Nothing of a debugger is in the way, as it would be through Playwright.
const { app } = require('electron')

const IN_THE_PAGE = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('[role="row"][aria-rowindex]:not([aria-busy])') === null) {
      requestAnimationFrame(look)
    } else {
      // They are in the document: the next frame draws them, and the one after that begins behind it.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())))
    }
  }
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    process.stdout.write(
      `${JSON.stringify({ seen: await contents.executeJavaScript(IN_THE_PAGE) })}\n`,
    )
    app.quit()
  })
})
