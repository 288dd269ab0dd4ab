import { describe, expect, it } from 'vitest'
import { cleanMailHtml } from './html.ts'
import { mailDocument } from './mail-document.ts'

const clean = (html: string) => cleanMailHtml(html).html

describe('cleaned HTML', () => {
  it.each([
    ['scripts', '<script>alert(1)</script>a', 'a'],
    ['handlers', '<p onclick="alert(1)">a</p>', '<p>a</p>'],
    ['script addresses', '<a href="java\tscript:alert(1)">a</a>', '<a>a</a>'],
    ['data addresses', '<a href="data:text/html,x">a</a>', '<a>a</a>'],
    ['forms', '<form action="https://evil.example"><input name=a><button>b</button></form>', 'b'],
    [
      'base, meta and link',
      '<base href="https://evil.example/"><meta http-equiv=refresh content=0><link rel=stylesheet href=x>a',
      'a',
    ],
    ['style sheets', '<style>*{background:url(https://evil.example)}</style>a', 'a'],
    ['foreign elements', '<svg><script>alert(1)</script></svg><math><mi>x</mi></math>a', 'a'],
    ['frames', '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data=x></object>a', 'a'],
    ['comments for one browser', '<!--[if mso]><script>alert(1)</script><![endif]-->a', 'a'],
  ])('drops %s', (_, html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  it('keeps only styles that stay in their box', () => {
    const style =
      'color:#333;position:fixed;top:0;background:url(https://evil.example/a);margin-top:-50px;width:expression(1);font-size:14px'
    expect(clean(`<p style="${style}">a</p>`)).toBe('<p style="color:#333;font-size:14px">a</p>')
    expect(clean('<p style="background-image:\\75rl(x)">a</p>')).toBe('<p>a</p>')
  })

  it('opens links outside and tells them nothing', () => {
    expect(clean('<a href="https://example.org/?a=1&amp;b=2" target="_top" rel="opener">a</a>')).toBe(
      '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">a</a>',
    )
  })

  it('puts remote pictures off and finds inline ones', () => {
    const html =
      '<img src="https://t.example/p.gif" srcset="https://t.example/2x 2x" alt="p"><img src="cid:p1@x"><img src="cid:none">'
    const found = cleanMailHtml(html, { cidMap: new Map([['p1@x', '/api/v1/files/1']]) })
    expect(found.html).toBe(
      '<img alt="p" data-remote-src="https://t.example/p.gif" /><img src="/api/v1/files/1" /><img />',
    )
    expect(found.remoteImages).toBe(1)
    expect(clean('<img src="//t.example/p.gif"><img src="data:image/svg+xml;base64,AAAA">')).toBe('<img /><img />')
    expect(clean('<img data-remote-src="javascript:alert(1)" src="x">')).toBe('<img />')
  })

  it('shows as text what is too deep or too long', () => {
    expect(cleanMailHtml(`${'<div>'.repeat(300)}a < b`)).toMatchObject({
      asText: true,
      html: '<div style="white-space:pre-wrap">a &lt; b</div>',
    })
    expect(cleanMailHtml('<p>a</p>'.repeat(700_000)).asText).toBe(true)
    expect(cleanMailHtml('<p>a'.repeat(1_000)).asText).toBe(false)
  })
})

describe('the document of the frame', () => {
  it('forbids everything that is not needed', () => {
    const document = mailDocument('<p>a</p>', { title: '</title><script>', language: 'de' })
    expect(document).toContain("default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'")
    expect(document).toContain('<html lang="de">')
    expect(document).not.toContain('<script>')
    expect(mailDocument('', { language: 'de" onload="x' })).toContain('<html>')
  })
})
