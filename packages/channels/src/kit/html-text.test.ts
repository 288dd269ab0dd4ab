import { describe, expect, it } from 'vitest'
import { htmlToText } from './html-text.ts'

describe('HTML as text', () => {
  it('keeps paragraphs, lists, rows, quotes and addresses', () => {
    const html =
      '<h1>Titel</h1><p>Hallo&nbsp;Mia,<br>siehe <a href="https://a.example/x">hier</a>.</p><ul><li>eins<li>zwei</ul>' +
      '<ol><li>a</li><li>b</li></ol><table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table><blockquote>alt<br>älter</blockquote>Ende'
    expect(htmlToText(html)).toBe(
      'Titel\n\nHallo Mia,\nsiehe hier <https://a.example/x>.\n\n- eins\n- zwei\n\n1. a\n2. b\n\nA 1\nB 2\n\n> alt\n> älter\n\nEnde',
    )
  })

  it('leaves out what people do not see', () => {
    expect(
      htmlToText(
        '<title>t</title><style>p{}</style><div style="display: none">weg<div>weg</div></div><p hidden>weg</p>da',
      ),
    ).toBe('da')
    expect(htmlToText('a<!-- weg > -->b<![CDATA[weg]]>c')).toBe('abc')
  })

  it('reads entities, lone signs and broken tags', () => {
    expect(htmlToText('3 &lt; 4 &amp;&uuml;&#8364;&#x20AC; 5 < 6 & 7')).toBe('3 < 4 &ü€€ 5 < 6 & 7')
    expect(htmlToText('a <b title="x>y">c</b> <unfinished')).toBe('a c')
    expect(htmlToText('<pre>a\n  b</pre>')).toBe('a\n  b')
  })
})
