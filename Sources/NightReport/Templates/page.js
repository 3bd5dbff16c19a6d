"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A link to a query opens it.
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const folded = target && target.closest("details");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();

  // Tables sort by a click on a column's head, numbers by their full value.
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
  };
  const compare = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    return a !== "" && b !== "" && !isNaN(x) && !isNaN(y) ? x - y : a.localeCompare(b);
  };
  for (const table of all("table.sortable")) {
    all("thead th:not([data-plain])", table).forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const falls = head.getAttribute("aria-sort") === "descending"
          || head.getAttribute("aria-sort") === null && !head.classList.contains("n");
        all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", falls ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => compare(key(a, head.cellIndex), key(b, head.cellIndex)) * (falls ? 1 : -1));
        table.tBodies[0].append(...rows);
      });
    });
  }

  // Search and filter work on the profile and on the queries below it.
  const form = document.querySelector("form.filter");
  if (form) {
    form.hidden = false;
    const search = document.getElementById("search");
    const show = document.getElementById("show");
    const texts = new Map(all("[data-id]").map((item) =>
      [item, (item.dataset.id + " " + item.textContent).toLowerCase()]));
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [item, text] of texts) {
        const tags = item.dataset.tags.split(" ");
        const fits = words.every((word) => text.includes(word)) && (!show.value || tags.includes(show.value));
        item.hidden = !fits;
        if (fits && item.tagName === "TR") shown += 1;
      }
      document.getElementById("matches").textContent =
        words.length || show.value ? shown + (shown === 1 ? " query" : " queries") : "";
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
  }

  // Whatever can be copied has a button for it.
  for (const box of all(".copyable")) {
    const text = box.querySelector("pre");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      let done = false;
      try {
        await navigator.clipboard.writeText(text.textContent);
        done = true;
      } catch {
        getSelection().selectAllChildren(text);
        done = document.execCommand("copy");
      }
      button.textContent = done ? "Copied" : "Selected";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    box.append(button);
  }
})();
