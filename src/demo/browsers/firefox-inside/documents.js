/** Inside Firefox: evaluating in documents, which live in other processes, and what they logged. */
({ browserOf, extensionOf, pause }) => {
  /** Sent to the document's process; `body` may call `answer` once. */
  const frameScript = (name, body) => `(() => {
    const Cu = Components.utils;
    const win = content;
    let over = false;
    const answer = (message) => {
      if (over) return;
      over = true;
      removeEventListener('pagehide', leaving, true);
      sendAsyncMessage(${JSON.stringify(name)}, message);
    };
    const leaving = (event) => event.target === win.document && answer({ error: 'the document went away' });
    addEventListener('pagehide', leaving, true);
    try {
      ${body}
    } catch (thrown) {
      answer({ error: String(thrown) });
    }
  })()`;

  /** Plain eval is what the extension's CSP forbids; a sandbox is not bound by it. */
  const evaluating = (expression) => `
    const sandbox = new Cu.Sandbox(win, { sandboxPrototype: win, wantXrays: false, sameZoneAs: win });
    sandbox.answer = (json) => answer({ json });
    sandbox.fail = (error) => answer({ error });
    Cu.evalInSandbox(${JSON.stringify(`(async () => JSON.stringify(await (${expression})))().then(
      (json) => answer(json ?? null),
      (thrown) => fail(String(thrown)),
    )`)}, sandbox);`;

  /** What all of an extension's documents, which share one process, logged with console.error. */
  const readingConsole = (origin) => `
    const storage = Components.classes['@mozilla.org/consoleAPI-storage;1'];
    const events = storage.getService(Components.interfaces.nsIConsoleAPIStorage).getEvents();
    const own = events.filter((one) => /^(error|assert)$/.test(one.level) && one.filename.startsWith(${JSON.stringify(origin)}));
    const print = (value) => { try { return typeof value === 'object' ? String(value) + ' ' + JSON.stringify(value) : String(value) } catch { return '?' } };
    answer({ json: own.map((one) => [...one.arguments].map(print).join(' ') + ' at ' + one.filename + ':' + one.lineNumber) });`;

  async function inProcessOf(browser, body, timeoutMs) {
    const { messageManager } = browser;
    const name = `SessionLens:${Services.uuid.generateUUID()}`;
    let onMessage;
    const answered = new Promise((resolve) => {
      onMessage = ({ data }) => resolve(data);
      messageManager.addMessageListener(name, onMessage);
    });
    const script = encodeURIComponent(frameScript(name, body));
    messageManager.loadFrameScript(`data:application/javascript;charset=utf-8,${script}`, false);
    try {
      const end = Date.now() + timeoutMs;
      for (;;) {
        const data = await Promise.race([answered, pause(50)]);
        if (data?.error !== undefined) throw new Error(data.error);
        if (data !== undefined) return data.json;
        if (!browser.isConnected || browser.messageManager !== messageManager) {
          throw new Error('the document went away');
        }
        if (Date.now() > end) throw new Error(`no answer within ${timeoutMs / 1000} s`);
      }
    } finally {
      try {
        messageManager.removeMessageListener(name, onMessage);
      } catch {
        // The document's process is gone, and its messages with it.
      }
    }
  }

  async function evaluate(where, expression, timeoutMs) {
    const browser = browserOf(where);
    if (!browser) throw new Error(`there is no document (${where.kind})`);
    return await inProcessOf(browser, evaluating(expression), timeoutMs);
  }

  /** A page that was closed or reloaded while it waited for an answer: Firefox reports it, but it is not an error. */
  const CLOSED_WHILE_WAITING = /^Promise (resolved|rejected) after context unloaded/;

  async function errors(extensionId) {
    const { uuid, views } = extensionOf(extensionId);
    const thrown = Services.console
      .getMessageArray()
      .filter((message) => message instanceof Components.interfaces.nsIScriptError)
      .filter((message) => !(message.flags & Components.interfaces.nsIScriptError.warningFlag))
      .filter((message) => message.sourceName.includes(uuid))
      .filter((message) => !CLOSED_WHILE_WAITING.test(message.errorMessage))
      .map((message) => `${message.errorMessage} at ${message.sourceName}:${message.lineNumber}`);
    const view = [...views].find((one) => one.xulBrowser?.isConnected);
    const origin = `moz-extension://${uuid}/`;
    return view
      ? [...thrown, ...(await inProcessOf(view.xulBrowser, readingConsole(origin), 5_000))]
      : thrown;
  }

  return { errors, evaluate };
};
