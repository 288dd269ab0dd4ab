import { expect, it } from 'vitest'
import { discoverFeeds } from './discover.ts'

it('finds declared feeds first, then links that look like feeds, each once', () => {
  const page = `<html><head><base href="/blog/"><link rel="alternate" type="application/rss+xml" title="Neues" href="feed.xml">
    <link rel="stylesheet" href="x.css"><link rel="ALTERNATE" type="application/feed+json" href="https://else.example/f.json"></head>
    <body><a href="feed.xml">RSS</a><a href="kommentare.atom">Atom</a><a href="javascript:alert(1)//feed">x</a><a href="feed://a.example/rss">y</a></body></html>`
  expect(discoverFeeds(page, 'https://forum.example/start')).toEqual([
    { url: 'https://forum.example/blog/feed.xml', title: 'Neues', type: 'rss' },
    { url: 'https://else.example/f.json', title: null, type: 'json' },
    { url: 'https://forum.example/blog/kommentare.atom', title: null, type: 'unknown' },
    { url: 'http://a.example/rss', title: null, type: 'unknown' },
  ])
})
