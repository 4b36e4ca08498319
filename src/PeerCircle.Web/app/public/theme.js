// Before anything is drawn, so that no one sees the other theme first. The page's own code (Shell/Appearance/theme.ts) writes what this reads.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("peercircle.theme");
  } catch {
    // Storage is forbidden: as the device.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
