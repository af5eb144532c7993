/** Inside Firefox: how its windows, tabs, toolboxes, and the extension's documents are found. */
() => {
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

  return {
    browserOf,
    browserWindow,
    devTools,
    extensionOf,
    panelBrowserOf,
    panelToolOf,
    pause,
    tabOf,
    toolboxOf,
    until,
    windowOf,
  };
};
