/*
 * Runs before the page is live, which on a slow line is seconds after it shows: keeps each press on a button, says so,
 * and presses the button once the page is live. A file, and not inline, so that a site may forbid inline scripts.
 */
(() => {
  const page = document.documentElement;
  const pressed = new Set();
  const words = document.createElement('div');
  words.setAttribute('role', 'status');
  words.className = 'early-press';

  const isLive = () => page.dataset.hasHydrated === 'true';

  function keep(event) {
    const button = event.target instanceof Element && event.target.closest('#__docusaurus button');
    if (!button || isLive()) return;
    // React would take it for itself while it brings the page to life, and it would be pressed twice.
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed.add(button);
    const names = [...pressed].map(
      (each) => `“${each.getAttribute('aria-label') || each.textContent.trim()}”`,
    );
    words.textContent = `The page is still loading. ${names.join(' and ')}: pressed as soon as it is there.`;
    document.body.append(words);
  }

  function press() {
    if (!isLive()) return;
    live.disconnect();
    window.removeEventListener('click', keep, true);
    words.remove();
    for (const button of pressed) if (button.isConnected) button.click();
  }

  const live = new MutationObserver(press);
  live.observe(page, { attributes: true, attributeFilter: ['data-has-hydrated'] });
  window.addEventListener('click', keep, true);
})();
