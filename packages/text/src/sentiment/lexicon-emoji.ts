/** Emoji and emoticons by feeling, graded like words. Written for this project. */
export const emojiGrades: [grade: number, signs: string][] = [
  [3, '😍 🥰 😘 ❤ ♥ 💕 💖 💗 💙 💚 💛 💜 🧡 🖤 💓 💞 😻 🤩 🎉 🥳 💯 🏆 <3'],
  [
    2,
    '😀 😃 😄 😁 😊 ☺ 🙂 😉 😋 😎 🤗 😇 👍 👏 🙌 💪 🌞 🌟 ⭐ ✨ 👌 🙏 😺 🍀 🌈 🎊 🎂 😂 🤣 😆 :) :-) ;) ;-) :d :-d ;d ;-d =) =d :3 ^^ xd :p :-p ;p ;-p :* :-* ☀ 🤘 ✌ 🥂 🍻 💃 ✅',
  ],
  [1, '😅 😏 😜 😛 🤪 😌 🙃 🤭 🤝 👋 🎵 🎶 ☕ 🌸 🌺 🍕 🎁'],
  [-1, '😐 😑 😶 🤔 🙄 😕 🤨 😬 😴 😪 🥱 🤷 🤦 😒 😟 🙁 ☹ 😯 😮 :/ :-/ :\\ :| :-| -.- -_- ⏰ ⌛ 🚧 ⚠ ❓'],
  [-2, "😞 😔 😢 😭 😥 😓 😩 😫 😖 😣 😤 😠 👎 💔 😨 😰 😱 😷 🤒 🤕 🤢 🤮 ❌ 💩 🚫 🐌 :( :-( ;( ;-( :'( =( :c :< o.o"],
  [-3, '😡 🤬 👿 💀 🖕 😾 ☠ >:( :@'],
]
