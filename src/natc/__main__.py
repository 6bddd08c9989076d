from natc.cli import main

main()
