// Puts on the theme that was chosen before, ahead of the first paint.
(function () {
  "use strict";
  try {
    var theme = localStorage.getItem("help-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) { /* Storage may be forbidden: the system's theme stays. */ }
})();
