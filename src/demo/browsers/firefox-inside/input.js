/** Inside Firefox: trusted input, and pictures. */
({ browserOf, browserWindow, toolboxOf, windowOf }) => {
  const { classes: Cc, interfaces: Ci } = Components;

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

  return {
    clickAt,
    press,
    type,
    panelPicture: async (where) => await picture(browserOf(where).browsingContext, null),
    windowPicture: async (tabId) => await picture(toolboxOf(tabId).topWindow.browsingContext, null),
  };
};
