"""`python -m neuro_llm` is `neuro-llm`."""

from .main import main

if __name__ == "__main__":
    main()
