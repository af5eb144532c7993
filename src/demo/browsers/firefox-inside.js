// Everything that leans on Firefox's internals. The driver sends this text to Firefox, which evaluates it with the
// privileges of the browser's own code; the last expression is an object of functions that take and give JSON.
/* global ChromeUtils, Services, Components */
(() => {
  const { classes: Cc, interfaces: Ci } = Components;
  const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
  const browserWindow = () => Services.wm.getMostRecentWindow('navigator:browser');
  const windowOf = (element) => element.ownerDocument.defaultView;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  async function until(attempt, what, timeoutMs = 10_000) {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const result = await attempt();
      if (result) return result;
      if (Date.now() > end) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`);
      await pause(20);
    }
  }

  const extensionOf = (id) => {
    const policy = WebExtensionPolicy.getByID(id);
    if (!policy) throw new Error(`no extension ${id}`);
    return policy.extension;
  };

  // ---- tabs and toolboxes, named by the tab's browserId

  const tabOf = (tabId) => {
    for (const win of Services.wm.getEnumerator('navigator:browser')) {
      const tab = win.gBrowser.tabs.find((one) => one.linkedBrowser.browserId === tabId);
      if (tab) return tab;
    }
    throw new Error('the tab is closed');
  };

  const devTools = () => {
    const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    return require('devtools/client/framework/devtools').gDevTools;
  };

  const toolboxOf = (tabId) => {
    const tab = tabOf(tabId);
    const toolbox = devTools()
      .getToolboxes()
      .find((one) => one.commands?.descriptorFront?.localTab === tab);
    if (!toolbox) throw new Error('DevTools is not open');
    return toolbox;
  };

  const panelToolOf = (toolbox, extensionId) =>
    toolbox.getAdditionalTools().find((tool) => tool.extensionId === extensionId) ??
    toolbox.getAdditionalTools()[0];

  const panelBrowserOf = (tabId, extensionId) => {
    const toolbox = toolboxOf(tabId);
    const tool = panelToolOf(toolbox, extensionId);
    const frame = tool && toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`);
    return frame?.contentDocument?.getElementById('webext-panels-browser') ?? null;
  };

  // ---- documents: { kind: 'panel' | 'devtools' | 'tab', tabId, extensionId }

  function browserOf({ kind, tabId, extensionId }) {
    if (kind === 'tab') return tabOf(tabId).linkedBrowser;
    if (kind === 'panel') return panelBrowserOf(tabId, extensionId);
    const toolbox = toolboxOf(tabId);
    for (const view of extensionOf(extensionId).views) {
      if (view.viewType === 'devtools_page' && view.devToolsToolbox === toolbox) return view.xulBrowser;
    }
    return null;
  }

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

  // ---- trusted input

  function eventUtils(win) {
    const scope = {
      window: win,
      parent: win,
      _EU_Ci: Ci,
      _EU_Cc: Cc,
      navigator: win.navigator,
      KeyboardEvent: win.KeyboardEvent,
    };
    Services.scriptloader.loadSubScript('chrome://remote/content/external/EventUtils.js', scope);
    return scope;
  }

  /** The place of a browser element within its top-level chrome window. */
  function placeOf(browser) {
    let { x, y } = browser.getBoundingClientRect();
    let win = windowOf(browser);
    while (win !== win.browsingContext.topChromeWindow && win.browsingContext.embedderElement) {
      const frame = win.browsingContext.embedderElement;
      const rect = frame.getBoundingClientRect();
      x += rect.x;
      y += rect.y;
      win = windowOf(frame);
    }
    return { x, y, win };
  }

  async function clickAt(where, x, y) {
    const browser = browserOf(where);
    const place = placeOf(browser);
    const point = [place.x + x, place.y + y];
    const { synthesizeMouseAtPoint } = eventUtils(place.win);
    browser.focus();
    synthesizeMouseAtPoint(...point, { type: 'mousemove' }, place.win);
    synthesizeMouseAtPoint(...point, {}, place.win);
  }

  async function press(where, key, modifiers) {
    const browser = browserOf(where);
    const { win } = placeOf(browser);
    browser.focus();
    const flags = { Control: 'ctrlKey', Shift: 'shiftKey', Alt: 'altKey', Meta: 'metaKey' };
    const event = Object.fromEntries(modifiers.map((modifier) => [flags[modifier], true]));
    const name = key.length === 1 ? key : `KEY_${key}`;
    eventUtils(win).synthesizeKey(name, event, win);
  }

  async function type(where, text) {
    for (const character of text) await press(where, character, []);
  }

  // ---- pictures and sizes

  async function picture(browsingContext, rect) {
    const win = browserWindow();
    const bitmap = await browsingContext.currentWindowGlobal.drawSnapshot(
      rect,
      win.devicePixelRatio,
      'white',
    );
    const canvas = win.document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1];
  }

  function growPanel(where, width, height) {
    const toolbox = toolboxOf(where.tabId);
    const top = toolbox.topWindow;
    const frame = toolbox.win.browsingContext.embedderElement;
    const grow = (side, pixels) => {
      frame.style[side] = `${frame.getBoundingClientRect()[side] + pixels}px`;
    };
    if (toolbox.hostType === 'right') {
      grow('width', width);
      top.resizeBy(0, height);
    } else if (toolbox.hostType === 'bottom') {
      grow('height', height);
      top.resizeBy(width, 0);
    } else {
      top.resizeBy(width, height);
    }
  }

  // ---- loading

  /**
   * Resolves when another document has taken the place of the present one; it may still be loading. Listeners of
   * web progress would be the natural means, but those made in Marionette's sandbox are never called.
   */
  async function load(tabId, start) {
    const browser = tabOf(tabId).linkedBrowser;
    const current = () => browser.browsingContext.currentWindowGlobal;
    const before = current()?.innerWindowId;
    start(browser);
    const arrived = () => {
      const now = current();
      return now && now.innerWindowId !== before && !now.isInitialDocument && now.documentURI.spec;
    };
    const uri = await until(arrived, 'the page to load', 20_000);
    if (/^about:(neterror|certerror)/.test(uri)) {
      throw new Error(
        `the page cannot be loaded: ${new URLSearchParams(uri.replace(/^[^?]*/, '')).get('e')}`,
      );
    }
  }

  return {
    evaluate,
    clickAt,
    press,
    type,

    /** Waits for the browser's own start-up; sets the window's size. */
    async ready(width, height) {
      const win = await until(browserWindow, 'a browser window');
      await until(() => win.gBrowserInit?.delayedStartupFinished, 'the browser window to start up');
      win.resizeTo(width, height);
      return Services.appinfo.version;
    },

    async origin(extensionId) {
      const { extension } = WebExtensionPolicy.getByID(extensionId);
      return `moz-extension://${extension.uuid}`;
    },

    async openTab(isFirst) {
      const { gBrowser } = browserWindow();
      if (!isFirst) {
        const principal = Services.scriptSecurityManager.getSystemPrincipal();
        gBrowser.selectedTab = gBrowser.addTab('about:blank', { triggeringPrincipal: principal });
      }
      return gBrowser.selectedBrowser.browserId;
    },

    async openDevTools(tabId, hostType) {
      const options = { toolId: 'webconsole', hostType };
      const toolbox = await devTools().showToolboxForTab(tabOf(tabId), options);
      await toolbox.getNetMonitorAPI();
    },

    async selectPanel(tabId, extensionId) {
      const toolbox = toolboxOf(tabId);
      const tool = await until(() => panelToolOf(toolbox, extensionId), "the extension's panel in DevTools");
      await toolbox.selectTool(tool.id);
      await until(() => panelBrowserOf(tabId, extensionId), "the panel's document");
    },

    async selectOther(tabId) {
      await toolboxOf(tabId).selectTool('webconsole');
    },

    async dock(tabId, hostType) {
      const toolbox = toolboxOf(tabId);
      if (toolbox.hostType !== hostType) await toolbox.switchHost(hostType);
    },

    async hostType(tabId) {
      return toolboxOf(tabId).hostType;
    },

    growPanel: async (...parameters) => growPanel(...parameters),

    panelPicture: async (where) => await picture(browserOf(where).browsingContext, null),

    windowPicture: async (tabId) => await picture(toolboxOf(tabId).topWindow.browsingContext, null),

    goto: (tabId, url) =>
      load(tabId, (browser) => {
        const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
        browser.loadURI(Services.io.newURI(url), { triggeringPrincipal });
      }),

    reload: (tabId) => load(tabId, (browser) => browser.reload()),

    url: async (tabId) => tabOf(tabId).linkedBrowser.currentURI.spec,

    async closeTab(tabId) {
      const tab = tabOf(tabId);
      const { gBrowser } = windowOf(tab);
      if (gBrowser.tabs.length === 1) {
        const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
        gBrowser.addTab('about:blank', { triggeringPrincipal });
      }
      const toolbox = devTools()
        .getToolboxes()
        .find((one) => one.commands?.descriptorFront?.localTab === tab);
      await toolbox?.destroy();
      gBrowser.removeTab(tab);
    },

    async tabWithUrl(prefix) {
      for (const win of Services.wm.getEnumerator('navigator:browser')) {
        for (const { linkedBrowser } of win.gBrowser.tabs) {
          if (linkedBrowser.currentURI.spec.startsWith(prefix)) return linkedBrowser.browserId;
        }
      }
      return null;
    },

    async backgroundState(extensionId) {
      return extensionOf(extensionId).backgroundState;
    },

    async stopBackground(extensionId) {
      const options = { ignoreDevToolsAttached: true, disableResetIdleForTest: true };
      await extensionOf(extensionId).terminateBackground(options);
    },

    async approveRequests() {
      Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);
    },

    async changePermissions(extensionId, change, origins) {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      await ExtensionPermissions[change](extensionId, { permissions: [], origins }, extensionOf(extensionId));
    },

    async clearCookies() {
      Services.cookies.removeAll();
    },

    async errors(extensionId) {
      const { uuid, views } = extensionOf(extensionId);
      const thrown = Services.console
        .getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError)
        .filter((message) => !(message.flags & Ci.nsIScriptError.warningFlag))
        .filter((message) => message.sourceName.includes(uuid))
        .map((message) => `${message.errorMessage} at ${message.sourceName}:${message.lineNumber}`);
      const view = [...views].find((one) => one.xulBrowser?.isConnected);
      const origin = `moz-extension://${uuid}/`;
      return view
        ? [...thrown, ...(await inProcessOf(view.xulBrowser, readingConsole(origin), 5_000))]
        : thrown;
    },
  };
})();
