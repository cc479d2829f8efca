// Saves half-written forms on the server while somebody types, and asks for similar persons. Nothing is kept in the browser,
// and every page works without this.
"use strict";

(() => {
  const WAIT = 1500;

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const state = document.getElementById(form.dataset.draft);
    let timer = 0;
    let sending = null;
    let isChanged = false;
    let isPosted = false;

    const say = (text) => {
      if (state) {
        state.hidden = false;
        state.textContent = text;
      }
    };

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait, false);
    };

    const save = async (leaving) => {
      clearTimeout(timer);
      if (!isChanged || isPosted || (sending && !leaving)) {
        return;
      }
      isChanged = false;
      sending = new AbortController();
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (typeof value === "string") {
          body.append(name, value);
        }
      }
      body.append("draft", "auto");
      let wait = WAIT;
      try {
        const address = form.getAttribute("action") || location.pathname;
        const answer = await fetch(address, {
          method: "POST",
          body,
          redirect: "manual",
          keepalive: leaving,
          signal: sending.signal,
        });
        if (answer.status === 204) {
          say(form.dataset.saved.replace("{at}", answer.headers.get("x-saved-at") || ""));
        } else if (answer.type === "opaqueredirect") {
          // A session that has ended answers with the way to the sign-in page, and has kept the draft.
          say(form.dataset.ended);
        } else {
          throw new Error("not kept");
        }
      } catch {
        isChanged = true;
        wait = 4 * WAIT;
        if (!isPosted) {
          say(form.dataset.failed);
        }
      }
      sending = null;
      if (isChanged && !isPosted && !leaving) {
        later(wait);
      }
    };

    form.addEventListener("input", () => {
      isChanged = true;
      later(WAIT);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      } else if (event.key === "Enter" && event.target.matches("form.call select")) {
        // Chromium would open the list; the page says that Enter saves. Arrow keys and letters choose.
        event.preventDefault();
        form.requestSubmit(form.querySelector("button[type=submit]"));
      }
    });
    form.addEventListener("submit", (event) => {
      // A second press while the first is under way would only be refused by the form's key.
      if (isPosted) {
        event.preventDefault();
        return;
      }
      isPosted = true;
      clearTimeout(timer);
      sending?.abort();
    });
    addEventListener("pageshow", () => {
      isPosted = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        save(true);
      }
    });
  }

  for (const form of document.querySelectorAll("form[data-similar]")) {
    const place = document.getElementById("similar");
    let timer = 0;
    let asked = 0;
    const ask = async () => {
      const turn = ++asked;
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        body.append(name, value);
      }
      try {
        const answer = await fetch(form.dataset.similar, { method: "POST", body, redirect: "manual" });
        if (answer.ok && turn === asked) {
          place.innerHTML = await answer.text();
        }
      } catch {
        // The form asks again when it is sent.
      }
    };
    form.addEventListener("input", (event) => {
      // Ticking off «not the same» must not redraw the boxes.
      if (place.contains(event.target)) {
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(ask, 400);
    });
  }

  // Chips by the keyboard: a letter goes to the next chip that begins with it, and chooses it where one is chosen of few. Of chips that
  // can be several, one is reached by Tab and the others by the arrows, as it is with those of which one is chosen.
  for (const group of document.querySelectorAll("[data-chips]")) {
    const boxes = [...group.querySelectorAll("input")];
    const text = (box) => box.closest("label").textContent.trim().toLowerCase();
    const several = boxes[0]?.type === "checkbox";
    const only = (kept) => boxes.forEach((box) => (box.tabIndex = box === kept ? 0 : -1));
    if (several) {
      only(boxes.find((box) => box.checked) || boxes[0]);
    }
    group.addEventListener("keydown", (event) => {
      const here = boxes.indexOf(event.target);
      if (here < 0 || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const count = boxes.length;
      let next;
      if (several && (event.key === "ArrowRight" || event.key === "ArrowDown")) {
        next = boxes[(here + 1) % count];
      } else if (several && (event.key === "ArrowLeft" || event.key === "ArrowUp")) {
        next = boxes[(here + count - 1) % count];
      } else if (event.key.length === 1 && event.key !== " ") {
        const letter = event.key.toLowerCase();
        const start = boxes[here].checked || several ? here + 1 : here;
        for (let step = 0; step < count && !next; step += 1) {
          const box = boxes[(start + step) % count];
          next = text(box).startsWith(letter) ? box : undefined;
        }
      }
      if (!next) {
        return;
      }
      event.preventDefault();
      next.focus();
      if (several) {
        only(next);
      } else {
        next.click();
      }
    });
    if (several) {
      group.addEventListener("focusin", (event) => only(event.target));
    }
  }
})();
