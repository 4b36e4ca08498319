const lastsMs = 2_600;
const pieces = 110;
/** Where somebody writes or answers nothing falls. */
const kept = ".composer, .edit, dialog[open], [role=menu], [role=listbox], textarea, input:not([type=radio], [type=checkbox]), select, [contenteditable]";
const colours = ["--win", "--win-line", "--accent", "--caution", "--win-stroke"] as const;

interface Piece {
  readonly colour: string;
  readonly round: boolean;
  readonly delay: number;
  readonly sway: number;
  readonly spin: number;
  readonly fall: number;
  readonly x: number;
  readonly phase: number;
}

/** Once, from above, for less than three seconds. Answers what ends it before. */
export function throwConfetti(canvas: HTMLCanvasElement): () => void {
  const context = canvas.getContext("2d");
  if (context === null) return () => undefined;
  const scale = Math.min(2, devicePixelRatio);
  const width = innerWidth;
  const height = innerHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.hidden = false;
  const palette = coloursOf(canvas);
  const thrown = Array.from({ length: Math.min(pieces, Math.ceil(width / 8)) }, (_, index) => pieceOf(index, width, palette));
  const began = performance.now();
  let frame = requestAnimationFrame(draw);

  function draw(now: number): void {
    const at = now - began;
    if (context === null || at >= lastsMs) return end();
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const piece of thrown) drawPiece(context, piece, at, height);
    for (const place of document.querySelectorAll(kept)) {
      const box = place.getBoundingClientRect();
      context.clearRect(box.left, box.top, box.width, box.height);
    }
    frame = requestAnimationFrame(draw);
  }

  function end(): void {
    cancelAnimationFrame(frame);
    canvas.hidden = true;
    canvas.width = 0;
    canvas.height = 0;
  }

  return end;
}

function pieceOf(index: number, width: number, palette: readonly string[]): Piece {
  return {
    colour: palette[index % palette.length] ?? "currentcolor",
    round: index % 5 === 0,
    delay: Math.random() * 700,
    sway: 10 + Math.random() * 26,
    spin: (Math.random() - 0.5) * 14,
    fall: 0.55 + Math.random() * 0.45,
    x: Math.random() * width,
    phase: Math.random() * 2 * Math.PI,
  };
}

function drawPiece(context: CanvasRenderingContext2D, piece: Piece, at: number, height: number): void {
  const t = (at - piece.delay) / (lastsMs - 700);
  if (t <= 0 || t >= 1) return;
  const y = -12 + t * t * 0.35 * height * piece.fall + t * 0.4 * height * piece.fall;
  const x = piece.x + Math.sin(piece.phase + t * 7) * piece.sway;
  context.globalAlpha = t > 0.65 ? (1 - t) / 0.35 : 1;
  context.fillStyle = piece.colour;
  context.save();
  context.translate(x, y);
  context.rotate(piece.phase + t * piece.spin);
  context.scale(1, Math.cos(piece.phase + t * 9)); // It turns over as it falls.
  context.beginPath();
  if (piece.round) context.arc(0, 0, 3.4, 0, 2 * Math.PI);
  else context.roundRect(-2.5, -5.5, 5, 11, 1);
  context.fill();
  context.restore();
}

/** The tokens as this theme has them. */
function coloursOf(canvas: HTMLCanvasElement): string[] {
  return colours.map((name) => {
    canvas.style.color = `var(${name})`;
    const colour = getComputedStyle(canvas).color;
    canvas.style.color = "";
    return colour;
  });
}
