// Everything that leans on Firefox's internals. The driver sends this text to Firefox, which evaluates it with the
// privileges of the browser's own code; the last expression is an object of functions that take and give JSON.
/* global ChromeUtils, Services, Components */
(() => {
  const { classes: Cc, interfaces: Ci, isSuccessCode } = Components;
  const { setTimeout, clearTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
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

  /** Sent to the document's process. Plain eval is what the extension's CSP forbids; a sandbox is not bound by it. */
  const frameScript = (name, expression) => `(() => {
    const { Cu } = globalThis.Cu ? globalThis : { Cu: Components.utils };
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
      const sandbox = new Cu.Sandbox(win, { sandboxPrototype: win, wantXrays: false, sameZoneAs: win });
      sandbox.answer = (json) => answer({ json });
      sandbox.fail = (error) => answer({ error });
      Cu.evalInSandbox(${JSON.stringify(`(async () => JSON.stringify(await (${expression})))().then(
        (json) => answer(json ?? null),
        (thrown) => fail(String(thrown)),
      )`)}, sandbox);
    } catch (thrown) {
      answer({ error: String(thrown) });
    }
  })()`;

  async function evaluate(where, expression, timeoutMs) {
    const browser = browserOf(where);
    if (!browser) throw new Error(`there is no document (${where.kind})`);
    const { messageManager } = browser;
    const name = `SessionLens:${Services.uuid.generateUUID()}`;
    return await new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        try {
          messageManager.removeMessageListener(name, onMessage);
        } catch {
          // The document's process is gone, and its messages with it.
        }
      };
      const onMessage = ({ data }) => {
        done();
        if ('error' in data) reject(new Error(data.error));
        else resolve(data.json);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`no answer within ${timeoutMs / 1000} s`));
      }, timeoutMs);
      messageManager.addMessageListener(name, onMessage);
      messageManager.loadFrameScript(
        `data:application/javascript;charset=utf-8,${encodeURIComponent(frameScript(name, expression))}`,
        false,
      );
    });
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

  async function picture(win, { x, y, width, height }) {
    const scale = win.devicePixelRatio;
    const rect = new win.DOMRect(x, y, width, height);
    const bitmap = await win.browsingContext.currentWindowGlobal.drawSnapshot(rect, scale, 'white');
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

  /** Resolves when the whole load is over, redirects and changes of process included. */
  async function load(tabId, start) {
    const tab = tabOf(tabId);
    const { gBrowser } = windowOf(tab);
    const browser = tab.linkedBrowser;
    const { STATE_START, STATE_STOP, STATE_IS_NETWORK } = Ci.nsIWebProgressListener;
    return await new Promise((resolve, reject) => {
      let started = false;
      const finish = (settle, value) => {
        clearTimeout(timer);
        gBrowser.removeTabsProgressListener(listener);
        settle(value);
      };
      const listener = {
        onStateChange(which, progress, _request, flags, status) {
          if (which !== browser || !progress.isTopLevel || !(flags & STATE_IS_NETWORK)) return;
          if (flags & STATE_START) started = true;
          if (!(flags & STATE_STOP) || !started) return;
          // A load that another load takes over, as when it changes process.
          if (status === Components.results.NS_BINDING_ABORTED) return;
          if (isSuccessCode(status)) finish(resolve, null);
          else finish(reject, new Error(`the page cannot be loaded: 0x${status.toString(16)}`));
        },
      };
      const timer = setTimeout(() => finish(reject, new Error('the page did not load within 20 s')), 20_000);
      gBrowser.addTabsProgressListener(listener);
      start(browser);
    });
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

    async panelPicture(where) {
      const browser = browserOf(where);
      const { x, y, win } = placeOf(browser);
      const { width, height } = browser.getBoundingClientRect();
      return await picture(win, { x, y, width, height });
    },

    async windowPicture(tabId) {
      const win = toolboxOf(tabId).topWindow;
      return await picture(win, { x: 0, y: 0, width: win.innerWidth, height: win.innerHeight });
    },

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
      const extension = extensionOf(extensionId);
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      await until(() => extension.backgroundState === 'stopped', 'the event page to stop');
    },

    async changePermissions(extensionId, change, origins) {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      await ExtensionPermissions[change](extensionId, { permissions: [], origins }, extensionOf(extensionId));
    },

    async errors(extensionId) {
      const { uuid } = extensionOf(extensionId);
      const messages = Services.console.getMessageArray();
      return messages
        .filter((message) => message instanceof Ci.nsIScriptError)
        .filter((message) => !(message.flags & Ci.nsIScriptError.warningFlag))
        .filter((message) => message.sourceName.includes(uuid))
        .map((message) => `${message.errorMessage} at ${message.sourceName}:${message.lineNumber}`);
    },
  };
})();
