
// Browsers draw a box for a missing mark: instead of its letter, so that all letters are equally wide, or after it, so
// that each mark has a width.
addEventListener("load", () => {
  const line = document.createElement("span");
  line.className = "t";
  line.lang = "ar";
  line.style.cssText = "position:absolute;visibility:hidden;white-space:pre";
  document.body.append(line);
  const width = text => (line.textContent = text, line.getBoundingClientRect().width);
  const alef = "\u0627", seen = "\u0633", text = document.querySelector("main").textContent;
  const missing = ["\u06D6", "\u06DA", "\u06DC", "\u06DF", "\u06E1", "\u06E2", "\u06ED", "\u08F0", "\u08F1"]
    .filter(mark => text.includes(mark))
    .some(mark => 2 > width(seen + mark) - width(alef + mark) || width(alef + mark.repeat(4)) > width(alef + mark) + 2);
  line.remove();
  document.getElementById("fonts").hidden = !missing;
});
