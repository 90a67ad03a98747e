// Equations: the text of each block is TeX between \[ and \].
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll(".arithmatex").forEach(function (block) {
    var tex = block.textContent.trim().replace(/^\\\[/, "").replace(/\\\]$/, "");
    if (tex.includes("\\tag{")) block.classList.add("numbered");
    katex.render(tex, block, { displayMode: true, throwOnError: false });
  });
});
