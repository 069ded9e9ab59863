// SPDX-License-Identifier: MIT
// Cells to SVG. Backgrounds first, lines and blocks as shapes (fonts leave gaps between them), letters in
// short runs at their column, wide and unusual characters one by one. No emoji font is named: it would take
// the digits too.
#include "support/frame_svg.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/screen/style.h"

// JetBrains Mono advances 0.6 em, so size 15 gives cells of 9 by 20.
enum { CELL_W = 9, CELL_H = 20, FONT = 15, LEFT = 14, TOP = 38, BOTTOM = 14, BASELINE = 15 };

typedef struct Palette {
    uint32_t background, foreground, frame, title;
    uint32_t colours[16];
} Palette;

static const Palette palettes[2] = {
    {0x16181F,
     0xD3D6DC,
     0x2B2E38,
     0x767A85,
     {0x16181F, 0xE06C6C, 0x8FBF6F, 0xD9B36A, 0x6FA3E0, 0xC08AC0, 0x6CC3CC, 0xD3D6DC, 0x8A8A8A, 0xEB8A8A,
      0xA9D18A, 0xE8C98A, 0x8FBCEB, 0xD3A5D3, 0x8FD7DE, 0xFFFFFF}},
    {0xFBFBF8,
     0x23262D,
     0xD9D9D2,
     0x8A8D94,
     {0x23262D, 0xB3261E, 0x3F7A1F, 0x8A6100, 0x1F5FB0, 0x8A3F8A, 0x00707A, 0xE6E6E0, 0x6C6C6C, 0xC9403A,
      0x4F8F2B, 0xA07400, 0x3B78C4, 0xA05AA0, 0x1F8790, 0xFFFFFF}},
};

typedef struct Picture {
    const Pty *pty;
    const Palette *palette;
    Str *out;
} Picture;

// ---- what a cell looks like ---------------------------------------------------------------------

typedef struct Look {
    uint32_t foreground, background;
    bool bold, underline;
} Look;

static uint32_t resolve(const Picture *picture, bool is_default, int index, uint32_t rgb, uint32_t fallback)
{
    if (is_default)
        return fallback;
    if (index < 0)
        return rgb;
    return index < 16 ? picture->palette->colours[index]
                      : palette_rgb(index); // libvterm's own cube is not xterm's
}

static Look look_of(const Picture *picture, const PtyCell *cell)
{
    uint32_t foreground = resolve(picture, cell->default_foreground, cell->foreground_index, cell->foreground,
                                  picture->palette->foreground);
    uint32_t background = resolve(picture, cell->default_background, cell->background_index, cell->background,
                                  picture->palette->background);
    Look look = {foreground, background, cell->bold, cell->underline};
    if (cell->reverse)
        look = (Look){background, foreground, cell->bold, cell->underline};
    return look;
}

static bool same_ink(Look a, Look b)
{
    return a.foreground == b.foreground && a.bold == b.bold;
}

static int x_of(int col)
{
    return LEFT + col * CELL_W;
}

static int y_of(int row)
{
    return TOP + row * CELL_H;
}

// ---- shapes -------------------------------------------------------------------------------------

static void rectangle(const Picture *picture, double x, double y, double w, double h, uint32_t fill)
{
    str_appendf(picture->out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#%06x\"/>\n", x, y,
                w, h, (unsigned)fill);
}

static void path(const Picture *picture, uint32_t colour, const char *commands)
{
    str_appendf(picture->out, "<path d=\"%s\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"1.2\"/>\n",
                commands, (unsigned)colour);
}

// Parts of a cell in eighths: left, top, width, height.
static const struct {
    uint32_t code;
    int left, top, width, height;
} blocks[] = {
    {0x2581, 0, 7, 8, 1}, {0x2582, 0, 6, 8, 2}, {0x2583, 0, 5, 8, 3}, {0x2584, 0, 4, 8, 4},
    {0x2585, 0, 3, 8, 5}, {0x2586, 0, 2, 8, 6}, {0x2587, 0, 1, 8, 7}, {0x2588, 0, 0, 8, 8},
    {0x258C, 0, 0, 4, 8}, {0x258D, 0, 0, 3, 8}, {0x258E, 0, 0, 2, 8}, {0x258F, 0, 0, 1, 8},
    {0x2590, 4, 0, 4, 8}, {0x2580, 0, 0, 8, 4},
};

// Strokes from the middle of a cell to its sides, 1 thin 2 heavy: up, right, down, left.
static const struct {
    uint32_t code;
    int up, right, down, left;
} lines[] = {
    {0x2500, 0, 1, 0, 1}, {0x2501, 0, 2, 0, 2}, {0x2502, 1, 0, 1, 0}, {0x2503, 2, 0, 2, 0},
    {0x250C, 0, 1, 1, 0}, {0x2510, 0, 0, 1, 1}, {0x2514, 1, 1, 0, 0}, {0x2518, 1, 0, 0, 1},
    {0x251C, 1, 1, 1, 0}, {0x2524, 1, 0, 1, 1}, {0x252C, 0, 1, 1, 1}, {0x2534, 1, 1, 0, 1},
    {0x253C, 1, 1, 1, 1},
};

// Rounded corners: which sides they join.
static const struct {
    uint32_t code;
    int dx, dy;
} corners[] = {{0x256D, 1, 1}, {0x256E, -1, 1}, {0x2570, 1, -1}, {0x256F, -1, -1}};

static bool draw_block(const Picture *picture, double x, double y, uint32_t code, uint32_t colour)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (blocks[i].code == code) {
            rectangle(picture, x + blocks[i].left * CELL_W / 8.0, y + blocks[i].top * CELL_H / 8.0,
                      blocks[i].width * CELL_W / 8.0, blocks[i].height * CELL_H / 8.0, colour);
            return true;
        }
    }
    return false;
}

static bool draw_line(const Picture *picture, double x, double y, uint32_t code, uint32_t colour)
{
    double mid_x = x + CELL_W / 2.0, mid_y = y + CELL_H / 2.0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (lines[i].code != code)
            continue;
        double thin = lines[i].left == 2 || lines[i].up == 2 ? 2.4 : 1.2;
        double half = thin / 2;
        if (lines[i].left || lines[i].right) {
            double from = lines[i].left ? x : mid_x - half;
            double to = lines[i].right ? x + CELL_W : mid_x + half;
            rectangle(picture, from, mid_y - half, to - from, thin, colour);
        }
        if (lines[i].up || lines[i].down) {
            double from = lines[i].up ? y : mid_y - half;
            double to = lines[i].down ? y + CELL_H : mid_y + half;
            rectangle(picture, mid_x - half, from, thin, to - from, colour);
        }
        return true;
    }
    return false;
}

static bool draw_corner(const Picture *picture, double x, double y, uint32_t code, uint32_t colour)
{
    double mid_x = x + CELL_W / 2.0, mid_y = y + CELL_H / 2.0;
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        if (corners[i].code != code)
            continue;
        int dx = corners[i].dx, dy = corners[i].dy;
        char *commands =
            str_format("M%g %g L%g %g Q%g %g %g %g", mid_x, mid_y + dy * CELL_H / 2.0, mid_x,
                       mid_y + dy * CELL_W / 2.0, mid_x, mid_y, mid_x + dx * CELL_W / 2.0, mid_y);
        path(picture, colour, commands);
        free(commands);
        return true;
    }
    return false;
}

static bool draw_shape(const Picture *picture, int row, int col, uint32_t code, uint32_t colour)
{
    double x = x_of(col), y = y_of(row);
    return draw_block(picture, x, y, code, colour) || draw_line(picture, x, y, code, colour) ||
           draw_corner(picture, x, y, code, colour);
}

// ---- text ---------------------------------------------------------------------------------------

static void append_escaped(Str *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<')
            str_append(out, "&lt;");
        else if (*text == '&')
            str_append(out, "&amp;");
        else
            str_push(out, *text);
    }
}

static void text_at(const Picture *picture, int row, double x, Look look, const char *text)
{
    str_appendf(picture->out, "<text x=\"%g\" y=\"%d\" fill=\"#%06x\"%s>", x, y_of(row) + BASELINE,
                (unsigned)look.foreground, look.bold ? " font-weight=\"700\"" : "");
    append_escaped(picture->out, text);
    str_append(picture->out, "</text>\n");
}

// Letters and digits go together; signs stand alone, because fonts for code make ligatures of them.
static bool runs(const PtyCell *cell)
{
    unsigned char byte = (unsigned char)cell->text[0];
    bool letter =
        (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    return cell->text[1] == '\0' && letter;
}

static int draw_run(const Picture *picture, int row, int col, Look look)
{
    Str text = STR_INIT;
    int end = col;
    for (; end < pty_cols(picture->pty); end++) {
        PtyCell cell = pty_cell(picture->pty, row, end);
        if (!runs(&cell) || !same_ink(look, look_of(picture, &cell)))
            break;
        str_append(&text, cell.text);
    }
    text_at(picture, row, x_of(col), look, str_get(&text));
    str_clear(&text);
    return end - col;
}

static int draw_cell(const Picture *picture, int row, int col)
{
    PtyCell cell = pty_cell(picture->pty, row, col);
    Look look = look_of(picture, &cell);
    int width = cell.width > 1 ? cell.width : 1;
    if (look.underline)
        rectangle(picture, x_of(col), y_of(row) + CELL_H - 3, width * CELL_W, 1, look.foreground);
    if (cell.text[0] == '\0' || strcmp(cell.text, " ") == 0)
        return width;
    if (runs(&cell) && !look.underline)
        return draw_run(picture, row, col, look);
    uint32_t code;
    utf8_decode(cell.text, strlen(cell.text), &code, NULL);
    if (!draw_shape(picture, row, col, code, look.foreground)) // a wide character is 1 em in two cells of 0.6
        text_at(picture, row, x_of(col) + (width > 1 ? (width * CELL_W - FONT) / 2.0 : 0), look, cell.text);
    return width;
}

static void draw_backgrounds(const Picture *picture, int row)
{
    int cols = pty_cols(picture->pty);
    for (int col = 0; col < cols;) {
        PtyCell cell = pty_cell(picture->pty, row, col);
        uint32_t colour = look_of(picture, &cell).background;
        int end = col + 1;
        for (; end < cols; end++) {
            PtyCell next = pty_cell(picture->pty, row, end);
            if (look_of(picture, &next).background != colour)
                break;
        }
        if (colour != picture->palette->background)
            rectangle(picture, x_of(col), y_of(row), (end - col) * CELL_W, CELL_H, colour);
        col = end;
    }
}

static void draw_cursor(const Picture *picture)
{
    int row, col;
    bool visible;
    pty_cursor(picture->pty, &row, &col, &visible);
    if (visible)
        rectangle(picture, x_of(col), y_of(row) + 1, 2, CELL_H - 2, picture->palette->foreground);
}

// ---- the window ---------------------------------------------------------------------------------

static void draw_window(const Picture *picture, int width, int height, const char *title)
{
    static const uint32_t dots[] = {0xE8625A, 0xE5B144, 0x62B95A};
    const Palette *palette = picture->palette;
    str_appendf(
        picture->out,
        "<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#%06x\" stroke=\"#%06x\"/>\n",
        width - 1, height - 1, (unsigned)palette->background, (unsigned)palette->frame);
    for (int i = 0; i < 3; i++)
        str_appendf(picture->out, "<circle cx=\"%d\" cy=\"18\" r=\"5.5\" fill=\"#%06x\"/>\n", 20 + 18 * i,
                    (unsigned)dots[i]);
    str_appendf(picture->out,
                "<text x=\"%d\" y=\"22\" fill=\"#%06x\" font-size=\"12\" text-anchor=\"middle\">", width / 2,
                (unsigned)palette->title);
    append_escaped(picture->out, title);
    str_append(picture->out, "</text>\n");
}

void frame_svg(const Pty *pty, FrameLook look, Str *out)
{
    Picture picture = {pty, &palettes[look.light ? 1 : 0], out};
    int width = 2 * LEFT + pty_cols(pty) * CELL_W;
    int height = TOP + pty_rows(pty) * CELL_H + BOTTOM;
    str_appendf(out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                "font-family=\"'JetBrains Mono','DejaVu Sans Mono','Noto Sans CJK SC',monospace\" "
                "font-size=\"%d\" xml:space=\"preserve\">\n",
                width, height, width, height, FONT);
    draw_window(&picture, width, height, look.title);
    for (int row = 0; row < pty_rows(pty); row++) {
        draw_backgrounds(&picture, row);
        for (int col = 0; col < pty_cols(pty);)
            col += draw_cell(&picture, row, col);
    }
    if (look.cursor)
        draw_cursor(&picture);
    str_append(out, "</svg>\n");
}
