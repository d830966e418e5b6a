/* Comforts of a long page. Without this script everything can be read and reached as well. */
"use strict";

(() => {
  const LINE = 0.25; // of the height of the window: what has passed it is being read
  const atRest = window.matchMedia("(prefers-reduced-motion: reduce)");

  /* What is pointed at inside a closed fold is opened first: not every browser does so by itself. */
  const unfold = (element) => {
    for (let fold = element && element.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
  };

  const pointedAt = () => document.getElementById(location.hash.slice(1)); // our anchors are plain letters

  const follow = () => {
    const target = location.hash && pointedAt();
    if (!target) return;
    const folded = target.closest("details:not([open])");
    unfold(target);
    if (folded) target.scrollIntoView();
  };

  /* On wide screens the side facts are never folded. Younger browsers do that by the style sheet alone. */
  const openBeside = () => {
    const byStyle = window.CSS && CSS.supports("selector(::details-content)");
    if (!byStyle && window.matchMedia("(min-width: 60rem)").matches) {
      document.querySelectorAll(".fold").forEach((fold) => { fold.open = true; });
    }
  };

  /* Paper has no folds. */
  const foldForPaper = () => {
    let opened = [];
    const open = () => {
      opened.push(...document.querySelectorAll("main details:not([open])"));
      opened.forEach((fold) => { fold.open = true; });
    };
    const close = () => {
      opened.forEach((fold) => { fold.open = false; });
      opened = [];
    };
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", close);
  };

  /* Marks in the navigation the section at which the reader is: the one that crosses a line in the upper part. */
  const markCurrent = (toc) => {
    const links = new Map(
      [...toc.querySelectorAll("a")].map((link) => [document.getElementById(link.hash.slice(1)), link])
    );
    links.delete(null);
    const sections = [...links.keys()];
    let current = null;

    const mark = (section) => {
      if (!section || section === current) return;
      if (current) links.get(current).removeAttribute("aria-current");
      current = section;
      const link = links.get(section);
      link.setAttribute("aria-current", "location");
      const list = toc.querySelector("ol");
      const hasFocus = list.contains(document.activeElement); // then it shows what has the focus
      if (list.scrollWidth > list.clientWidth && !hasFocus) {
        const middle = link.getBoundingClientRect().left + link.offsetWidth / 2;
        const from = list.getBoundingClientRect().left + list.clientWidth / 2;
        list.scrollBy({ left: middle - from, behavior: atRest.matches ? "auto" : "smooth" });
      }
    };

    /* The one that was asked for, while it begins in the upper part; else the last that has begun there. At the end of
       the page the last ones are too low for that: then the one that was asked for, if it is in sight, or the last. */
    let isAtEnd = false;
    const update = () => {
      const line = innerHeight * LINE;
      const top = (section) => section.getBoundingClientRect().top;
      const asked = pointedAt();
      const isMeant = links.has(asked) && top(asked) >= 0 && (isAtEnd || top(asked) <= line);
      const begun = isAtEnd ? sections : sections.filter((section) => top(section) <= line);
      mark(isMeant ? asked : begun[begun.length - 1]);
    };

    const crossing = new IntersectionObserver(update, { rootMargin: `-${LINE * 100}% 0px -${99 - LINE * 100}% 0px` });
    sections.forEach((section) => crossing.observe(section));

    const ending = new IntersectionObserver((entries) => {
      isAtEnd = entries[entries.length - 1].intersectionRatio > 0.99;
      update();
    }, { threshold: [0, 1] });
    ending.observe(document.querySelector(".site-footer .wrap > :last-child"));
    window.addEventListener("hashchange", update);
  };

  const offerCopy = (box) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = box.dataset.copies;
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("p").innerText.trim());
      told.textContent = box.dataset.copied;
    });
    box.append(button, told);
  };

  openBeside();
  foldForPaper();
  window.addEventListener("hashchange", follow);
  follow();
  if ("IntersectionObserver" in window) document.querySelectorAll(".toc").forEach(markCurrent);
  document.querySelectorAll("[data-copies]").forEach(offerCopy);
})();
