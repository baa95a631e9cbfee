/** Why a log of another machine could not be opened, and what to do. */
export const sshFailures = {
  'no-ssh': {
    title: 'ssh is not installed',
    advice:
      'Logsieve reaches other machines by the OpenSSH client of your system. Install it, then open the address again.',
  },
  'host-unknown': {
    title: 'There is no host of this name',
    advice: 'Check the spelling, your network and VPN, or the name in your ssh config.',
  },
  unreachable: {
    title: 'The host does not answer',
    advice: 'Check that it is up, that its ssh port is open to you, and the port in the address.',
  },
  'sign-in-failed': {
    title: 'The host did not let you in',
    advice:
      'Check the user name, and the password or key. The words of ssh below say which ways to sign in it takes.',
  },
  'host-key-unknown': {
    title: 'The key of this host is not known yet',
    advice:
      'It was refused without a question, as with “StrictHostKeyChecking yes” in your ssh config. Connect once with “ssh” in a terminal, compare the fingerprint and accept the key; then open the address again.',
  },
  'host-key-changed': {
    title: 'The key of this host has changed',
    advice:
      'Either the server was set up anew, or somebody stands between you and it. Nothing was sent. Ask its administrator for the fingerprint. If it is the one below, remove the old key with the command below, and open the address again.',
  },
  cancelled: {
    title: 'The connection was called off',
    advice: 'Nothing was opened. Open the address again whenever you like.',
  },
} as const

export const ssh = {
  install: {
    linux:
      'Debian and Ubuntu: “sudo apt install openssh-client”. Fedora: “sudo dnf install openssh-clients”. Arch: “sudo pacman -S openssh”. Alpine: “sudo apk add openssh-client”.',
    darwin: 'macOS brings it as /usr/bin/ssh: check that /usr/bin is in your PATH.',
    win32:
      'Settings → System → Optional features → OpenSSH Client. Or in PowerShell as administrator: “Add-WindowsCapability -Online -Name OpenSSH.Client~~~~0.0.1.0”.',
  },
  asksNothing:
    'On Windows ssh cannot ask in this window: sign in once in a terminal, and load your key into the ssh agent (ssh-add).',
  questions: {
    title: {
      password: 'Password for {{host}}',
      passphrase: 'Passphrase of your key',
      pin: 'PIN of your security key',
      server: '{{host}} asks',
      'host-key': 'Is this really {{host}}?',
      confirm: 'ssh asks for your consent',
      touch: 'Touch your security key',
      other: 'ssh has a question',
    },
    lead: {
      password: 'It goes to this host over the encrypted connection, and is not kept.',
      passphrase: 'It unlocks the key on this computer. No server sees it, and it is not kept.',
      pin: 'It unlocks the security key. No server sees it, and it is not kept.',
      server:
        'What you type goes to this server. A server never needs the passphrase of your key: do not type it here.',
      'host-key':
        'Its key is not known here yet, so nobody can tell whether it is the right machine. Compare the fingerprint with the one that its administrator or hosting company shows.',
      confirm: 'Allow it only if you have just started it yourself.',
      touch: 'ssh waits for it. This message goes when it was touched.',
      other: 'Answer it as you would in a terminal.',
    },
    label: {
      password: 'Password',
      passphrase: 'Passphrase',
      pin: 'PIN',
      server: 'Answer',
      other: 'Answer',
    },
    connecting: 'Connecting to {{host}}',
    words: 'ssh says',
    serverWords: 'The server says',
    wrong: 'That was not right. Try again.',
    show: 'Show what I type',
    keyType: 'Kind of key',
    fingerprint: 'Fingerprint',
    compare: 'Fingerprint that you were given',
    compareHint: 'Paste it to have the two compared, or compare them yourself.',
    same: 'They are the same.',
    differs: 'They differ: this is not the machine that you were told of.',
    trust: 'Connect and remember the key',
    distrust: 'Do not connect',
    answer: 'Continue',
    allow: 'Allow',
    cancel: 'Cancel',
    waiting_one: '{{count, number}} more question is waiting',
    waiting_other: '{{count, number}} more questions are waiting',
  },
  connection: {
    lost: 'The connection to {{host}} is lost',
    waiting_one: 'Next try in {{count, number}} s. What was read stays here.',
    waiting_other: 'Next try in {{count, number}} s. What was read stays here.',
    connecting: 'Connecting again…',
    stopped: 'Not connected to {{host}}',
    stoppedHint: 'What was read stays here; nothing new comes until you connect again.',
    arriving: 'The log is coming from {{host}}',
    arrivingPart: '{{received}} of {{total}}',
    now: 'Now',
    stop: 'Stop',
    again: 'Connect again',
    notConnected: 'Not connected',
    saveCopy: 'Save a copy…',
  },
  server: {
    title: 'Open from a server',
    host: 'Host',
    hostHint: 'user@host, or a name of your ssh config',
    port: 'Port',
    portHint: 'of the config, or 22',
    path: 'Path of the log',
    pathHint: '/var/log/livekit.log, or ~/app.log',
    hosts: 'Hosts of your ssh config',
    noHosts: 'Your ssh config names no host that looks like this.',
    recent: 'Opened before',
    logs: 'Logs in their usual places',
    entries: 'What is there',
    look: 'Look around on {{host}}',
    lookHint: 'Connects, and then completes the path as you type.',
    nameHost: 'Name a host first.',
    looking: 'Connecting to {{host}}…',
    nothing: 'Nothing that you may see begins like this.',
    noLogs: 'No log in the usual places. Type the beginning of its path, such as /var/log/.',
    cut_one: 'The first name is shown; type more letters.',
    cut_other: 'The first {{count, number}} names are shown; type more letters.',
    folder: 'folder',
    open: 'Open',
    cancel: 'Cancel',
    mistakes: {
      host: 'This is no host: write user@host, a host, or a name of your ssh config.',
      port: 'A port is a number from 1 to 65535.',
      path: 'Write the whole path of a file, from “/” or “~/” on.',
    },
  },
} as const
