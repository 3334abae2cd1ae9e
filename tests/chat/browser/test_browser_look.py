"""Looking at a recording in a real browser: pages, montage, filters, scale, every tab, light, dark, small windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

DRAWN = """() => {
  const plot = document.querySelector('.nl-panel[data-id="R1"] .nl-plot');
  return JSON.stringify([plot.layout.yaxis.ticktext, plot.calcdata.slice(0, 8).map(
    trace => trace.slice(0, 200).map(point => point.y))]);
}"""
FAINT = """() => {
  const brush = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const parse = colour => { // rgb(), oklab(), color(srgb ...): whatever the browser paints
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.backgroundImage !== "none" && !style.backgroundImage.startsWith("url")) return null;
      layers.push(parse(style.backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, box = element.getBoundingClientRect();
    const text = walker.currentNode.textContent.trim();
    if (!text || !box.width || !box.height || element.closest("script, style, option, [disabled], .sr-only")) continue;
    if (!element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) continue;
    const style = getComputedStyle(element), below = ground(element);
    if (!below) continue;
    const colour = parse(element.namespaceURI.endsWith("svg") ? style.fill : style.color);
    for (let e = element; e; e = e.parentElement) colour[3] *= Number(getComputedStyle(e).opacity);
    const [one, other] = [light(over(colour, below)), light(below)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) found.set(`${element.className.baseVal ?? element.className}: ${text.slice(0, 30)}`,
      Math.round(10 * contrast) / 10);
  }
  return Object.fromEntries(found);
}"""


def control(page: Any, name: str) -> Any:
    return page.panel().locator(f'.nl-control[name="{name}"]')


def changed(page: Any, act: Callable[[], Any]) -> str:
    """What is drawn after `act`, which must change it."""
    before = page.tab.evaluate(DRAWN)
    act()
    page.until(f"before => ({DRAWN})() !== before", before)
    return str(page.tab.evaluate(DRAWN))


def test_pages_are_turned_by_button_and_key(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    changed(page, page.panel().locator(".nl-next").click)
    assert page.start_of() == 10.0
    changed(page, page.panel().locator(".nl-previous").click)
    assert page.start_of() == 0.0
    page.panel().focus()
    changed(page, lambda: page.tab.keyboard.press("PageDown"))
    assert page.start_of() == 10.0
    changed(page, lambda: page.tab.keyboard.press("ArrowRight"))
    assert 10.0 < page.start_of() < 20.0
    changed(page, lambda: page.tab.keyboard.press("End"))
    assert page.start_of() == 50.0
    changed(page, lambda: page.tab.keyboard.press("Home"))
    assert page.start_of() == 0.0
    control(page, "start").fill("0:25")
    changed(page, lambda: control(page, "start").press("Enter"))
    assert page.start_of() == 25.0
    changed(page, lambda: control(page, "seconds").select_option("20"))


def test_montage_filter_scale_and_polarity(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    recorded = page.tab.evaluate(DRAWN)
    changed(page, lambda: control(page, "montage").select_option("average"))
    assert "Fp1-F" in changed(page, lambda: control(page, "montage").select_option("bipolar")).replace(
        "–", "-"
    )
    assert changed(page, lambda: control(page, "montage").select_option("as recorded")) == recorded
    changed(page, lambda: control(page, "band").select_option("1–30 Hz"))
    changed(page, lambda: control(page, "notch").select_option("50 Hz"))
    changed(page, page.panel().locator(".nl-larger").click)
    changed(page, control(page, "negative_up").check)
    page.picture("filtered_negative_up")
    assert not page.panel().locator(".nl-wrong:visible").count()


@pytest.mark.parametrize("theme", ["light", "dark", pytest.param("system", marks=pytest.mark.slow)])
def test_all_text_can_be_read(theme: str, default_page: str, visit: Callable[..., Any]) -> None:
    scheme = "dark" if theme == "system" else "light"
    address = default_page if theme == "system" else f"{default_page}/?__theme={theme}"
    page = visit(address, color_scheme=scheme)
    page.ask("Are the eyes open or closed?")
    dark = page.tab.evaluate("document.body.classList.contains('dark')")
    assert dark == (theme != "light")
    assert page.tab.evaluate(FAINT) == {}
    page.picture(f"theme_{theme}")


@pytest.mark.parametrize(
    ("width", "height"), [(390, 844), (1366, 768), pytest.param(2560, 1440, marks=pytest.mark.slow)]
)
def test_the_page_fits_the_window(
    width: int, height: int, default_page: str, visit: Callable[..., Any]
) -> None:
    page = visit(default_page, viewport={"width": width, "height": height}, has_touch=width < 500)
    assert page.wide() <= 0
    question = page.tab.locator("#nl-question textarea")
    page.picture(f"fits_{width}")
    if width > 500:
        box = question.bounding_box()
        assert box["y"] + box["height"] <= height, "the question box is below the edge of the window"
    answer = page.ask("Are the eyes open or closed?")
    assert page.wide() <= 0
    page.picture(f"fits_{width}_answer")
    answer.locator(".nl-said .nl-chip").first.click()
    page.tab.wait_for_timeout(800)
    page.picture(f"fits_{width}_cited")


def test_every_tab_of_the_example_is_drawn(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    names = [tab.get_attribute("data-tab") for tab in page.panel().locator(".nl-tab").all()]
    assert {"traces", "spectrum", "topography", "spectrogram"} <= set(names)
    for name in names:
        panel = page.open_tab(name)
        drawn = panel.locator(".nl-plot .plot-container, .nl-picture").count()
        assert drawn or "The file marks no events" in panel.locator(".nl-pictures").inner_text(), name
        assert not panel.locator(".nl-pictures .nl-wrong").count(), name
        page.picture(f"example_{name}")
    changed_to = page.open_tab("spectrogram").locator(".nl-plot .nsewdrag").first
    box = changed_to.bounding_box()
    page.tab.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.5 * box["height"])
    page.until("() => document.querySelector('.nl-panel').dataset.tab === 'traces'")
    assert 35.0 <= page.start_of() <= 45.0


def test_a_citation_brings_its_channels_into_the_window(
    default_page: str, visit: Callable[..., Any], manifest: Callable[[str], Path]
) -> None:
    path = manifest("rest/S001R02.edf")  # 64 lanes, the posterior ones lowest
    page = visit(default_page)
    page.upload(path)
    panel = page.titled(path.name)
    answer = page.ask("Is there a posterior alpha rhythm?")

    answer.locator(".nl-said .nl-chip").first.click()
    page.until(
        "() => [...document.querySelectorAll('.nl-plot .ytick text')].filter(lane => lane.textContent === 'PO7')"
        ".some(lane => { const at = lane.getBoundingClientRect().top; return at > 0 && at < window.innerHeight; })"
    )
    assert "PO7" in (panel.get_attribute("data-lit") or "")
    assert answer.locator(".nl-said .nl-chip").first.is_visible()
    page.picture("citation_64_channels")
