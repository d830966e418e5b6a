/* Takes the marked words of the page into the link «Something wrong or missing here?», and the address as it is by now. */
(() => {
  "use strict";
  const LONGEST_WORDS = 500; // characters, as the form takes them
  const LONGEST_SENT = 1500; // characters of a parameter once it is encoded: servers refuse longer addresses
  const LONGEST_PLACE = 1000; // characters of an address, as a remark keeps them

  const fitting = (text) => {
    let letters = Array.from(text).slice(0, LONGEST_WORDS);
    while (encodeURIComponent(letters.join("")).length > LONGEST_SENT) {
      letters = letters.slice(0, -10);
    }
    return letters.join("");
  };

  const fill = (link) => {
    const whole = location.pathname + location.search;
    const address = new URL(link.href);
    address.searchParams.set("page", whole.length > LONGEST_PLACE ? location.pathname : whole);
    address.searchParams.set("words", fitting(String(getSelection()).trim().replace(/\s+/g, " ")));
    link.href = address.href;
  };

  const link = document.querySelector("[data-remark]");
  if (link) {
    // Before the press takes the mark away; a press of a key is a click without a pointer.
    link.addEventListener("pointerdown", () => fill(link));
    link.addEventListener("click", (event) => {
      if (event.detail === 0) {
        fill(link);
      }
    });
  }
})();
