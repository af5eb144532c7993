/** Inside Firefox: tabs, DevTools, and the extension's background and permissions. */
({
  browserWindow,
  devTools,
  extensionOf,
  panelBrowserOf,
  panelToolOf,
  tabOf,
  toolboxOf,
  until,
  windowOf,
}) => {
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

    /** `userContextId`: the container, 0 for none. */
    async openTab(useCurrent, userContextId) {
      const { gBrowser } = browserWindow();
      if (!useCurrent) {
        const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
        gBrowser.selectedTab = gBrowser.addTab('about:blank', { triggeringPrincipal, userContextId });
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

    growPanel: async (...parameters) => growPanel(...parameters),

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
  };
};
