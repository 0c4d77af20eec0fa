// Not a module, and in the head: the theme has to be there before the first paint.
(function () {
  var asked = new URLSearchParams(location.search).get("theme");
  var kept = "";
  try {
    kept = localStorage.getItem("loket-theme") || "";
  } catch (_) {
    // A browser may forbid storage; then the theme is automatic.
  }
  document.documentElement.dataset.theme = asked || kept || "auto";
})();
