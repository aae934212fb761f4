// In a narrow window the row of tabs is scrolled sideways: it begins with the one that is open.
(() => {
  "use strict";
  const open = document.querySelector(".tabs [aria-current]");
  const left = (tab) => tab.getBoundingClientRect().left;
  if (open) open.closest(".tabs").scrollLeft += left(open) - left(open.parentNode.firstElementChild);
})();
